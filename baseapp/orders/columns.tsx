import { Badge, dateTimeText, decimal, decimalText, unitsOf, type Column } from '../../web/kit/index.ts'
import { unit } from '../../core/units/index.ts'
import type { Market, Order, OrderState, Side, Trade } from '../api/index.ts'
import type { OwnOrder } from '../feed/index.ts'
import { MarketName } from '../markets/index.ts'
import { AmendOrder } from './amend.tsx'
import { CancelOrder } from './cancel.tsx'

export type MarketOf = (id: string) => Market | undefined

const upper = (code: string | undefined) => code?.toUpperCase() ?? ''
const nameOf = (marketOf: MarketOf, id: string) => marketOf(id)?.name ?? upper(id)
const price = (market: Market | undefined, text: string | null) => decimal(text, market?.price_precision ?? 8)
const quantity = (market: Market | undefined, text: string) => decimal(text, market?.amount_precision ?? 8)

/** Filled ÷ quantity in whole percents, never rounded up to 100. */
export function filledPercent(order: Pick<OwnOrder, 'executed_volume' | 'origin_volume'>): string {
  const whole = unitsOf(order.origin_volume) ?? 0n
  const filled = unitsOf(order.executed_volume) ?? 0n
  return whole === 0n ? '0%' : `${(filled * 100n) / whole}%`
}

const productText = (a: string | null, b: string, digits: number): string => {
  const [left, right] = [unitsOf(a), unitsOf(b)]
  return left === undefined || right === undefined ? '–' : decimalText((left * right) / unit, digits)
}

export function SideWord({ side }: { side: Side }) {
  return <span className={side === 'buy' ? 'is-buy' : 'is-sell'}>{side === 'buy' ? 'Buy' : 'Sell'}</span>
}

const states: Record<OrderState, [text: string, tone: 'neutral' | 'good' | 'bad' | 'warn' | 'accent']> = {
  pending: ['Pending', 'warn'],
  wait: ['Open', 'accent'],
  done: ['Filled', 'good'],
  cancel: ['Canceled', 'neutral'],
  reject: ['Rejected', 'bad'],
}

function StateBadge({ order }: { order: Order }) {
  const [text, tone] = states[order.state]
  const isPart = order.state === 'cancel' && /[1-9]/.test(order.executed_volume)
  return <Badge tone={tone}>{isPart ? 'Filled in part' : text}</Badge>
}

const typeWords: Record<Order['ord_type'], string> = {
  limit: 'Limit',
  market: 'Market',
  stop_limit: 'Stop-limit',
  stop_market: 'Stop',
  trailing_stop: 'Trailing stop',
}
type Typed = Pick<Order, 'ord_type' | 'stop_price' | 'triggered'>

/** The type, and of a stop that sleeps, what it waits for. */
function TypeWord({ order, of }: { order: Typed; of: Market | undefined }) {
  const waits = order.triggered === false && order.stop_price !== undefined
  return (
    <span className="orders-type">
      {typeWords[order.ord_type]}
      {waits && <span className="faint num">at {price(of, order.stop_price!)}</span>}
    </span>
  )
}

const market = <Row extends { market: string }>(marketOf: MarketOf): Column<Row> => ({
  id: 'market',
  head: 'Market',
  cell: (row) => (
    <span>
      <MarketName name={nameOf(marketOf, row.market)} />
    </span>
  ),
})
const side = <Row extends { side: Side }>(): Column<Row> => ({
  id: 'side',
  head: 'Side',
  cell: (row) => <SideWord side={row.side} />,
})

export const openOrderColumns = (marketOf: MarketOf): Column<OwnOrder>[] => [
  {
    id: 'time',
    head: 'Placed',
    cell: (order) => <span className="num">{dateTimeText(order.createdMs)}</span>,
  },
  market(marketOf),
  side(),
  { id: 'type', head: 'Type', cell: (order) => <TypeWord order={order} of={marketOf(order.market)} /> },
  { id: 'price', head: 'Price', align: 'right', cell: (order) => price(marketOf(order.market), order.price) },
  {
    id: 'quantity',
    head: 'Amount',
    align: 'right',
    cell: (order) =>
      `${quantity(marketOf(order.market), order.origin_volume)} ${upper(marketOf(order.market)?.base_unit)}`,
  },
  { id: 'filled', head: 'Filled', align: 'right', cell: filledPercent },
  {
    id: 'total',
    head: 'Total',
    align: 'right',
    cell: (order) => {
      const of = marketOf(order.market)
      return `${productText(order.price, order.origin_volume, of?.price_precision ?? 8)} ${upper(of?.quote_unit)}`
    },
  },
  {
    id: 'cancel',
    head: <span className="visually-hidden">Cancel</span>,
    short: 'Cancel',
    align: 'right',
    cell: (order) => {
      const of = marketOf(order.market)
      const word = order.side === 'buy' ? 'Buy' : 'Sell'
      const what = `${word} ${quantity(of, order.origin_volume)} ${nameOf(marketOf, order.market)}`
      const name = `${what} at ${price(of, order.price ?? order.stop_price ?? null)}`
      return (
        <span className="orders-acts">
          {of && <AmendOrder order={order} name={name} market={of} />}
          <CancelOrder order={order} name={name} />
        </span>
      )
    },
  },
]

export const orderHistoryColumns = (marketOf: MarketOf): Column<Order>[] => [
  {
    id: 'time',
    head: 'Placed',
    cell: (order) => <span className="num">{dateTimeText(order.created_at)}</span>,
  },
  market(marketOf),
  side(),
  { id: 'type', head: 'Type', cell: (order) => <TypeWord order={order} of={marketOf(order.market)} /> },
  {
    id: 'price',
    head: 'Price',
    align: 'right',
    cell: (order) => (order.price === null ? 'Market' : price(marketOf(order.market), order.price)),
  },
  {
    id: 'average',
    head: 'Average',
    align: 'right',
    cell: (order) => (/[1-9]/.test(order.avg_price) ? price(marketOf(order.market), order.avg_price) : '–'),
  },
  {
    id: 'quantity',
    head: 'Amount',
    align: 'right',
    cell: (order) =>
      `${quantity(marketOf(order.market), order.origin_volume)} ${upper(marketOf(order.market)?.base_unit)}`,
  },
  { id: 'filled', head: 'Filled', align: 'right', cell: filledPercent },
  { id: 'state', head: 'Status', align: 'right', cell: (order) => <StateBadge order={order} /> },
]

export const tradeColumns = (marketOf: MarketOf): Column<Trade>[] => [
  {
    id: 'time',
    head: 'Time',
    cell: (trade) => <span className="num">{dateTimeText(trade.created_at)}</span>,
  },
  market(marketOf),
  side(),
  { id: 'role', head: 'Role', cell: (trade) => (trade.taker_type === trade.side ? 'Taker' : 'Maker') },
  { id: 'price', head: 'Price', align: 'right', cell: (trade) => price(marketOf(trade.market), trade.price) },
  {
    id: 'quantity',
    head: 'Amount',
    align: 'right',
    cell: (trade) =>
      `${quantity(marketOf(trade.market), trade.amount)} ${upper(marketOf(trade.market)?.base_unit)}`,
  },
  {
    id: 'total',
    head: 'Total',
    align: 'right',
    cell: (trade) =>
      `${price(marketOf(trade.market), trade.total)} ${upper(marketOf(trade.market)?.quote_unit)}`,
  },
  {
    id: 'fee',
    head: 'Fee',
    align: 'right',
    cell: (trade) => `${decimal(trade.fee_amount, 8, { trimmed: true })} ${upper(trade.fee_currency)}`,
  },
]
