import type { Met, SelfTradePrevention } from '../matching/index.ts'
import type { Lots, TradeId } from '../units/index.ts'
import { Canceled, canceled } from './decided-cancel.ts'
import { takerOf, Trade, type Taker } from './decided.ts'
import type { CancelReason, Event, OrderReduced } from './event.ts'
import type { Market } from './market.ts'
import { partnerOf, promiseFor, type Order } from './order.ts'
import type { State } from './state.ts'
import { promiseAsset, promiseStep } from './terms.ts'
import type { Walk } from './walk.ts'

/** Who walked, with what; `quantity` of an order with a budget is what it got. */
export type Told = { taker: Taker; quantity: Lots; prevention: SelfTradePrevention; market: Market }

/** Everything that a walk makes happen to makers, their partners and, by prevention, to the taker, in its order. */
export function tellWalk(state: State, events: Event[], { met, filled }: Walk, told: Told): void {
  let trade = state.lastTradeId
  let remaining: number = told.quantity
  for (let index = 0; index < met.length; index++) {
    const one = met[index]!
    const { maker, price, quantity, own } = one
    if (own) {
      remaining = tellPrevented(state, events, one, { ...told, remaining, filled })
      continue
    }
    events.push(new Trade((trade += 1) as TradeId, maker, price, quantity, told.taker, false))
    remaining -= quantity
    if (maker.special !== null) tellPartner(state, events, maker)
  }
}

/** Ending, filling or reducing one leg of a pair ends the other. */
export function tellPartner(state: State, events: Event[], order: Order): void {
  const partner = partnerOf(order)
  const other = partner === null ? undefined : state.orders.get(partner)
  if (other) events.push(canceled(other, 'oco'))
}

/** Two orders of one owner meet; returns what the taker has left to walk with. */
function tellPrevented(
  state: State,
  events: Event[],
  { maker, quantity }: Met<Order>,
  { taker, prevention, market, remaining, filled }: Told & { remaining: number; filled: number },
): number {
  if (prevention !== 'cancel_taker') {
    const spent = prevention !== 'decrement' || quantity === maker.remaining
    const after = (maker.remaining - quantity) as Lots
    events.push(
      spent
        ? canceled(maker, 'self_trade')
        : reduced(market, takerOf(maker), { by: quantity, remaining: after, reason: 'self_trade' }),
    )
    if (maker.special !== null) tellPartner(state, events, maker)
  }
  if (prevention === 'cancel_maker') return remaining
  if (prevention === 'decrement' && quantity < remaining) {
    const after = (remaining - quantity) as Lots
    events.push(reduced(market, taker, { by: quantity, remaining: after, reason: 'self_trade' }))
    return after
  }
  // An order with a budget that got something has just that: it is filled, and nothing is left to cancel.
  if (remaining > 0 || filled === 0) {
    events.push(takerCanceled(market, taker, { remaining: remaining as Lots, reason: 'self_trade' }))
  }
  return 0
}

type Ending = { remaining: Lots; reason: CancelReason }

/** The end of an order that has just walked and does not rest. */
export function takerCanceled(market: Market, taker: Taker, { remaining, reason }: Ending): Canceled {
  const { order, account, side, promisedAt } = taker
  const promised = promisedAt === null ? 0 : promiseFor(side, promisedAt, remaining)
  return new Canceled(order, account, remaining, side, promised, reason, market.terms, null)
}

type Reduction = { by: Lots; remaining: Lots; reason: OrderReduced['reason'] }

/** An order that becomes smaller; `remaining` is what it has then. */
export function reduced({ terms }: Market, order: Taker, { by, remaining, reason }: Reduction): OrderReduced {
  const { side, promisedAt } = order
  const promised = promisedAt === null ? 0 : promiseFor(side, promisedAt, by)
  return {
    kind: 'order_reduced',
    order: order.order,
    account: order.account,
    market: terms.market,
    by,
    remaining,
    asset: promiseAsset(terms, side),
    released: promiseStep(terms, side).amountOf(promised),
    reason,
  }
}
