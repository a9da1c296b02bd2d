import { buttonClass, IconButton, setTheme, useTheme } from '../../web/kit/index.ts'
import { Link, NavLink, usePath } from '../router/index.ts'
import { useSession } from '../session/index.ts'
import { ConnectionState } from './connection-state.tsx'
import { openMarketSearch } from './market-search.tsx'
import { UserMenu } from './user-menu.tsx'

const pages = [
  { to: '/', label: 'Markets' },
  { to: '/trading', label: 'Trade' },
]
const ownPages = [
  { to: '/wallets', label: 'Wallets' },
  { to: '/orders', label: 'Orders' },
  { to: '/history', label: 'History' },
]

export function Header() {
  const status = useSession((session) => session.status)
  return (
    <header className="shell-header">
      <Link to="/" className="shell-brand" aria-label="OPEX, home">
        <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" className="shell-mark" />
          <path d="M9 21V11m7 13V8m7 11v-6" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
        </svg>
        <span>OPEX</span>
      </Link>
      <nav className="shell-nav" aria-label="Main">
        {[...pages, ...(status === 'signed-in' ? ownPages : [])].map((page) => (
          <NavLink key={page.to} to={page.to}>
            {page.label}
          </NavLink>
        ))}
      </nav>
      <div className="shell-tools">
        <ConnectionState />
        <IconButton icon="search" label="Search markets" onClick={openMarketSearch} />
        <ThemeSwitch />
        {status === 'signed-in' && <UserMenu />}
        {status === 'anonymous' && <VisitorLinks />}
        {status === 'loading' && <span className="shell-user-space" />}
      </div>
    </header>
  )
}

function ThemeSwitch() {
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton
      icon={theme === 'dark' ? 'sun' : 'moon'}
      label={`Switch to the ${other} theme`}
      onClick={() => setTheme(other)}
    />
  )
}

function VisitorLinks() {
  const path = usePath()
  const back = path.startsWith('/trading') ? `?return_to=${encodeURIComponent(path)}` : ''
  return (
    <>
      <Link to={`/signin${back}`} className={buttonClass({ variant: 'ghost', size: 's' })}>
        Sign in
      </Link>
      <Link to="/signup" className={buttonClass({ variant: 'primary', size: 's' }, 'shell-signup')}>
        Sign up
      </Link>
    </>
  )
}
