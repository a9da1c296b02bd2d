import { Link } from '../router/index.ts'

/** What does not need a place in the navigation, at the end of every page that scrolls. */
export const Footer = () => (
  <footer className="shell-footer">
    <span>OPEX</span>
    <Link to="/proof-of-liabilities">Proof of liabilities</Link>
  </footer>
)
