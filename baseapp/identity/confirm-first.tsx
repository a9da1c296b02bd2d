import { buttonClass, EmptyState } from '../../web/kit/index.ts'
import { Link, useTitle } from '../router/index.ts'
import './identity.css'

/** What a page of money says to a user whose e-mail is not confirmed: the exchange shows him none until then. */
export function ConfirmFirst({ title }: { title: string }) {
  useTitle(title)
  return (
    <div className="page">
      <h1 tabIndex={-1}>{title}</h1>
      <div className="k-panel identity-first">
        <EmptyState
          icon="mail"
          title="Confirm your e-mail first"
          text="We sent you a link. Your wallets and orders open once you have followed it."
          action={
            <Link to="/email-verification" className={buttonClass({ variant: 'primary' })}>
              Confirm e-mail
            </Link>
          }
        />
      </div>
    </div>
  )
}
