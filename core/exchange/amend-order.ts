import { covers } from '../ledger/index.ts'
import { hasRoom, sideOf, wouldCross } from '../matching/index.ts'
import { amount, amountMax, type Lots, type Ticks } from '../units/index.ts'
import { bandRefusal, icebergPartsMax, priceRefusal, quantityRefusal } from './check-order.ts'
import type { AmendOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { takerOf, type Taker } from './decided.ts'
import type { Event, OrderAmended, RejectReason } from './event.ts'
import { partnerOf, promisedFrom, promiseFor, promiseOf, type Order } from './order.ts'
import { noTerms } from './special.ts'
import { openOrder, type State } from './state.ts'
import { reduced, tellWalk } from './tell-walk.ts'
import { promiseAsset, promiseStep } from './terms.ts'
import { walk } from './walk.ts'

/** The order as it would be. */
type Amended = { readonly limit: Ticks; readonly quantity: Lots; readonly remaining: Lots }

/** Less at the same price keeps its place; anything else leaves the book, and walks like a new order. */
export function decideAmendOrder(state: State, command: AmendOrder): Decision {
  const order = openOrder(state, command.account, command.order)
  // Who rests has a limit: also a stop-limit, once it was triggered. What waits for its trigger has no level.
  if (!order?.level) return { rejection: 'unknown_order' }
  // Triggering a pair's stop leg has ended the other leg: it rests alone then.
  const partner = partnerOf(order)
  if (partner !== null && state.orders.get(partner)) return { rejection: 'order_linked' }
  const amended = amendedOf(order, command)
  const { limit, remaining } = amended
  if (!Number.isSafeInteger(remaining) || remaining < 1) return { rejection: 'invalid_quantity' }
  if (limit === order.price && remaining === order.remaining) return { events: [] }
  const { market } = order
  if (limit === order.price && remaining < order.remaining) {
    const by = (order.remaining - remaining) as Lots
    return { events: [reduced(market, takerOf(order), { by, remaining, reason: 'amended' })] }
  }
  const refusal = refusalOf(order, amended)
  return refusal ? { rejection: refusal } : { events: walkAgain(state, order, amended) }
}

function amendedOf(order: Order, command: AmendOrder): Amended {
  const quantity = command.quantity ?? order.quantity
  const filled = order.quantity - order.remaining
  return { limit: command.limit ?? order.price, quantity, remaining: (quantity - filled) as Lots }
}

function refusalOf(order: Order, { limit, quantity, remaining }: Amended): RejectReason | null {
  const { market, side, seat, display } = order
  const { terms, limits, status, book } = market
  if (status !== 'open' && status !== 'post_only' && status !== 'auction') return 'market_not_open'
  const refusal =
    quantityRefusal(market, quantity) ?? priceRefusal(market, limit) ?? bandRefusal(market, limit)
  if (refusal) return refusal
  const notional = terms.quote.amountOf(promiseFor('buy', limit, quantity))
  if (limits.notionalMin > 0n && notional < limits.notionalMin) return 'notional_too_small'
  if (display > 0 && quantity > display * icebergPartsMax) return 'invalid_display'
  const mayNotTake = order.special?.terms.postOnly === true || status === 'post_only'
  if (mayNotTake && status !== 'auction' && wouldCross(book, side, limit)) return 'would_take'
  const { unit } = promiseStep(terms, side)
  const promise = BigInt(promiseFor(side, limit, remaining))
  if (promise * unit > amountMax) return 'invalid_quantity'
  const more = (promise - BigInt(promiseOf(order))) * unit
  if (more > 0n && !covers(promisedFrom(seat, side), amount(more))) return 'insufficient_funds'
  return hasRoom(sideOf(book, side), limit, remaining) ? null : 'invalid_quantity'
}

function walkAgain(state: State, order: Order, { limit, quantity, remaining }: Amended): Event[] {
  const { id, account, side, market, seat } = order
  const { terms } = market
  const change = BigInt(promiseFor(side, limit, remaining)) - BigInt(promiseOf(order))
  const { unit } = promiseStep(terms, side)
  const told: OrderAmended = {
    kind: 'order_amended',
    order: id,
    account,
    market: terms.market,
    previousLimit: order.price,
    limit,
    quantity,
    remaining,
    asset: promiseAsset(terms, side),
    held: amount(change > 0n ? change * unit : 0n),
    released: amount(change < 0n ? -change * unit : 0n),
  }
  const events: Event[] = [told]
  const rested: Event = { kind: 'order_rested', order: id }
  if (market.status === 'auction') return [told, rested]
  const prevention = (order.special?.terms ?? noTerms).selfTradePrevention ?? 'cancel_taker'
  const walked = walk(market, { side, limit, quantity: remaining, seat, prevention })
  const taker: Taker = { ...takerOf(order), promisedAt: limit }
  tellWalk(state, events, walked, { taker, quantity: remaining, prevention, market })
  if (!walked.ended && walked.left > 0) events.push(rested)
  return events
}
