import type { ReactNode } from 'react'
import { buttonClass, Notice, Panel, Tabs } from '../../../../web/kit/index.ts'
import { publicApi, useRemote, type Market, type Side } from '../../../api/index.ts'
import type { LiveMarket } from '../../../feed/index.ts'
import { Link } from '../../../router/index.ts'
import { useSession } from '../../../session/index.ts'
import { useDraft } from './draft.ts'
import { OrderFields } from './order-fields.tsx'

type OrderFormProps = { market: Market; live: LiveMarket }

const sides = [
  { id: 'buy', label: 'Buy' },
  { id: 'sell', label: 'Sell' },
] as const
const types = [
  { id: 'limit', label: 'Limit' },
  { id: 'market', label: 'Market' },
] as const

/** Where orders are written; for visitors, the invitation to sign in. */
export function OrderForm({ market, live }: OrderFormProps) {
  const status = useSession((session) => session.status)
  const { side, type } = useDraft()
  return (
    <Panel className="form" label="Place an order">
      {status === 'anonymous' ? (
        <Invitation market={market} />
      ) : (
        <div className="form-body">
          <Tabs
            look="side"
            label="Side"
            items={sides}
            value={side}
            onValue={(next: Side) => useDraft.setState({ side: next })}
          />
          <Tabs
            look="line"
            label="Order type"
            className="form-types"
            items={types}
            value={type}
            onValue={(next) => useDraft.setState({ type: next })}
          />
          <Door market={market}>
            <OrderFields key={market.id} market={market} live={live} />
          </Door>
        </div>
      )}
    </Panel>
  )
}

/** Says beforehand why an order would be refused. */
function Door({ market, children }: { market: Market; children: ReactNode }) {
  const user = useSession((session) => session.user)
  const levels = useRemote(publicApi.memberLevels, {}, { staleTimeMs: 600_000 })
  const needed = levels.data?.trading.minimum_level ?? 0
  const isOpen = market.state === 'enabled' || market.state === 'hidden'
  return (
    <>
      {!isOpen && (
        <Notice tone="warn">This market is closed to trading for now. Open orders can be canceled.</Notice>
      )}
      {isOpen && user && user.level < needed && (
        <Notice tone="warn">
          Trading opens with level {needed}; yours is {user.level}.{' '}
          {user.state === 'pending' ? (
            <Link to="/email-verification">Confirm your e-mail</Link>
          ) : (
            <Link to="/profile">See your profile</Link>
          )}
        </Notice>
      )}
      {children}
    </>
  )
}

function Invitation({ market }: { market: Market }) {
  const back = `?return_to=${encodeURIComponent(`/trading/${market.id}`)}`
  return (
    <div className="form-invitation">
      <h2>Trade {market.name}</h2>
      <p className="muted">
        You are watching the live market. Sign in to place limit and market orders and to see your balances
        here.
      </p>
      <Link to={`/signin${back}`} className={buttonClass({ variant: 'primary', block: true })}>
        Sign in
      </Link>
      <Link to="/signup" className={buttonClass({ block: true })}>
        Create an account
      </Link>
      <ul className="form-reasons">
        <li>The estimated price and slippage are shown before you send</li>
        <li>An answered order is already in the book, an answered cancel is already made</li>
        <li>Balances are exact to the last digit</li>
      </ul>
    </div>
  )
}
