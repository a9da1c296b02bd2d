import { buttonClass } from '../../../web/kit/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { Link } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { ExchangeFacts } from './exchange-facts.tsx'

/** What this is in one line, what it costs, and the ways in. */
export function Hero() {
  const status = useSession((session) => session.status)
  return (
    <section className="landing-hero" aria-labelledby="landing-title">
      <div className="landing-pitch">
        <h1 id="landing-title" tabIndex={-1}>
          Spot trading on a live order book, exact to the last digit.
        </h1>
        <p className="landing-lead">
          Every order is on disk before it is acknowledged, every balance is counted in whole units, and every
          fee is shown before you send.
        </p>
        <div className="landing-actions">
          {status === 'signed-in' ? (
            <>
              <Link to="/trading" className={buttonClass({ variant: 'primary', size: 'l' })}>
                Trade now
              </Link>
              <Link to="/wallets" className={buttonClass({ size: 'l' })}>
                Your wallets
              </Link>
            </>
          ) : (
            <>
              <Link to="/signup" className={buttonClass({ variant: 'primary', size: 'l' })}>
                Create an account
              </Link>
              <Link to="/trading" className={buttonClass({ size: 'l' })}>
                View the market
              </Link>
            </>
          )}
        </div>
        <DemoNote />
      </div>
      <ExchangeFacts />
    </section>
  )
}

/** Says plainly what the coins are worth. Its line is kept free until it is known which profile this is. */
function DemoNote() {
  const embedded = useEmbedded()
  return (
    <p className="landing-note">
      {embedded === true && 'Demo exchange: coins are simulated and free. Never send real funds here.'}
      {embedded === false && 'This software is young: do not trust it with funds you cannot lose.'}
    </p>
  )
}
