import {
  amount,
  assert,
  type Count,
  type Lots,
  type OrderId,
  type Ppm,
  type Ticks,
  type TimeMs,
} from '../units/index.ts'
import type { OrderType, SpecialTerms } from './command.ts'
import { Order, promiseOf } from './order.ts'
import { seatOf } from './seat.ts'
import { noTerms } from './special.ts'
import { traderOf, type State } from './state.ts'

/** An open order as JSON-safe data; what most orders do not have is left out. */
export type OrderData = Pick<
  Order,
  'id' | 'uuid' | 'account' | 'side' | 'price' | 'quantity' | 'remaining' | 'tradesCount'
> & {
  market: string
  makerFeePpm: Ppm
  takerFeePpm: Ppm
  filledQuote: string
  placedAt: TimeMs
  updatedAt: TimeMs
  /** `limit` where it is left out. */
  type?: OrderType
  special?: Omit<SpecialTerms, 'budget'> & { budget?: string }
  partner?: OrderId
  /** Of an iceberg: what it does not show. */
  hidden?: Lots
}

/** An order that waits for a trigger. `anchor`: the best trade that a trailing stop has seen. */
export type WaitingData = OrderData & { promise: string; anchor: Ticks | null }

export function orderData(order: Order): OrderData {
  const data: OrderData = {
    id: order.id,
    uuid: order.uuid,
    account: order.account,
    market: order.market.definition.market,
    side: order.side,
    price: order.price,
    quantity: order.quantity,
    remaining: order.remaining,
    filledQuote: `${order.filledQuote}`,
    makerFeePpm: order.rates.maker,
    takerFeePpm: order.rates.taker,
    tradesCount: order.tradesCount,
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
  }
  if (order.type !== 'limit') data.type = order.type
  if (order.special) {
    const { budget, ...terms } = order.special.terms
    data.special = budget === undefined ? terms : { ...terms, budget: `${budget}` }
    if (order.special.partner !== null) data.partner = order.special.partner
  }
  if (order.hidden > 0) data.hidden = order.hidden
  return data
}

export function waitingData(order: Order): WaitingData {
  const { woken, group } = order.special!.waiting!
  // Who was woken follows no trade any more.
  const anchor = woken ? null : (group?.anchor ?? null)
  return { ...orderData(order), promise: `${promiseOf(order)}`, anchor }
}

/** A snapshot tells every sum alike; work counts in numbers while it can. */
const countOf = (steps: bigint): Count => (steps <= Number.MAX_SAFE_INTEGER ? Number(steps) : steps)

/** The order again; it neither rests nor waits yet. */
export function orderOf(state: State, data: OrderData): Order {
  const market = state.markets.get(data.market as Order['market']['definition']['market'])
  assert(market !== undefined, 'every order belongs to a known market')
  const seat = seatOf(state.ledger, market, traderOf(state, data.account))
  const rates = { maker: data.makerFeePpm, taker: data.takerFeePpm }
  const { budget, ...terms } = data.special ?? noTerms
  const special = data.special
    ? {
        terms: budget === undefined ? terms : { ...terms, budget: amount(BigInt(budget)) },
        partner: data.partner ?? null,
        waiting: null,
      }
    : null
  const accepted = { ...data, order: data.id, limit: data.price, type: data.type ?? ('limit' as const) }
  const order = new Order(accepted, seat, rates, data.placedAt, special)
  order.remaining = data.remaining
  order.addTrades(
    data.tradesCount,
    countOf(BigInt(data.filledQuote) / market.terms.quote.unit),
    data.updatedAt,
  )
  return order
}
