import { decimal, Panel, Skeleton } from '../../../web/kit/index.ts'
import type { Market } from '../../api/index.ts'
import { useOwnBalances } from '../../feed/index.ts'
import { useSession } from '../../session/index.ts'

/** What the user has of the market's two assets: to use, and promised to orders. */
export function HoldingsPanel({ market }: { market: Market }) {
  const isSignedIn = useSession((session) => session.status === 'signed-in')
  const { byAsset, isLoaded } = useOwnBalances()
  if (!isSignedIn) return null
  const assets = [
    { id: market.base_unit, digits: market.amount_precision },
    { id: market.quote_unit, digits: market.price_precision },
  ]
  const text = (value: string | undefined, digits: number) =>
    isLoaded ? decimal(value ?? '0.0', digits) : <Skeleton width="64px" />
  return (
    <Panel className="holdings" label="Your balances">
      <table className="ladder">
        <caption className="visually-hidden">Your balances on this market</caption>
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <th scope="col">Available</th>
            <th scope="col">In orders</th>
          </tr>
        </thead>
        <tbody>
          {assets.map(({ id, digits }) => (
            <tr key={id}>
              <td>{id.toUpperCase()}</td>
              <td className="num">{text(byAsset[id]?.available, digits)}</td>
              <td className="num muted">{text(byAsset[id]?.held, digits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
