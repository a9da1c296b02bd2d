import { unit } from '../../../../core/units/index.ts'
import { classNames, decimalText, Notice } from '../../../../web/kit/index.ts'
import type { Market, OrderType, Side } from '../../../api/index.ts'
import type { Estimate } from './estimate.ts'
import { useRates } from './use-rates.ts'

type OrderSummaryProps = {
  market: Market
  side: Side
  type: OrderType
  quantity: bigint
  notional: bigint | undefined
  estimate: Estimate | undefined
  /** The book is not there yet, so nothing can be said about market orders. */
  isWaiting: boolean
}

const percentText = (rate: bigint) => `${decimalText(rate * 100n, 4, { trimmed: true })}%`
const bpsText = (bps: number) => `${decimalText((BigInt(bps) * unit) / 100n, 2)}%`
/** From here on a market order's slippage is worth a warning. */
const slippageWarnBps = 100

/** What the order will come to: by the depth for market orders, and the fee by the trader's rates. */
export function OrderSummary(props: OrderSummaryProps) {
  const { market, side, type, quantity, notional, estimate, isWaiting } = props
  const rates = useRates(market.id)
  const base = market.base_unit.toUpperCase()
  const quote = market.quote_unit.toUpperCase()
  const income = side === 'buy' ? (type === 'market' ? (estimate?.filled ?? 0n) : quantity) : (notional ?? 0n)
  const fee = rates && (income * rates.taker) / unit
  const feeText = (units: bigint) =>
    `${decimalText(units, 8, { trimmed: true })} ${side === 'buy' ? base : quote}`
  const money = (units: bigint | undefined) =>
    units === undefined ? '–' : `${decimalText(units, market.price_precision)} ${quote}`
  return (
    <>
      <dl className="form-summary">
        {type === 'market' && (
          <>
            <Line name="Estimated average price" value={money(estimate?.average)} />
            <Line
              name="Estimated slippage"
              value={estimate ? bpsText(estimate.slippageBps) : '–'}
              isWarning={estimate !== undefined && estimate.slippageBps >= slippageWarnBps}
            />
            <Line name="Estimated total" value={money(estimate?.notional)} />
          </>
        )}
        <Line
          name={rates ? feeName(type, rates.maker, rates.taker) : 'Fee'}
          value={fee && fee > 0n ? `${type === 'limit' ? '≤ ' : ''}${feeText(fee)}` : '–'}
        />
        <Line
          name="You receive"
          value={
            fee !== undefined && income > 0n
              ? `${type === 'limit' ? '≥' : '≈'} ${feeText(income - fee)}`
              : '–'
          }
        />
      </dl>
      {type === 'market' && estimate && !estimate.isWhole && (
        <Notice tone="warn">
          The book now fills {decimalText(estimate.filled, market.amount_precision, { trimmed: true })} {base}{' '}
          of this amount. What finds no offer is canceled.
        </Notice>
      )}
      {type === 'market' && estimate?.isWhole && estimate.slippageBps >= slippageWarnBps && (
        <Notice tone="warn">This order moves the price. A limit order keeps your price.</Notice>
      )}
      {type === 'market' && isWaiting && <Notice>Waiting for the book, to estimate the price.</Notice>}
    </>
  )
}

const feeName = (type: OrderType, maker: bigint, taker: bigint): string =>
  type === 'market' || maker === taker
    ? `Fee (${percentText(taker)})`
    : `Fee (maker ${percentText(maker)}, taker ${percentText(taker)})`

function Line({ name, value, isWarning = false }: { name: string; value: string; isWarning?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classNames('num', isWarning && 'is-warning')}>{value}</dd>
    </div>
  )
}
