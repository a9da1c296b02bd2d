import { hasRoom, sideOf, wouldCross, type Incoming } from '../matching/index.ts'
import { amount, type Count, type Lots, type Ticks } from '../units/index.ts'
import type { DueCommand } from './command.ts'
import type { Decision } from './decide.ts'
import { canceled } from './decided-cancel.ts'
import { takerOf } from './decided.ts'
import type { Event, OrderTriggered } from './event.ts'
import { promiseFor, promiseOf, type Order } from './order.ts'
import { isPriced, type Waiting } from './special.ts'
import type { State } from './state.ts'
import { takerCanceled, tellWalk } from './tell-walk.ts'
import { promiseAsset, promiseStep } from './terms.ts'
import { standing, walk } from './walk.ts'
import { walkMarket } from './walk-market.ts'

/** A trade has woken the order: it walks like one that has just arrived, and spends its own promise and no more. */
export function decideTriggerOrder(
  state: State,
  { order: id }: Extract<DueCommand, { kind: 'trigger_order' }>,
): Decision {
  const order = state.orders.get(id)
  const waiting = order?.special?.waiting
  if (!order || !waiting?.woken) return { rejection: 'unknown_order' }
  const partner = order.special!.partner === null ? undefined : state.orders.get(order.special!.partner)
  const events: Event[] = partner ? [canceled(partner, 'oco')] : []
  const waking = { state, order, waiting, freed: partner ? promiseOf(partner) : 0, events }
  return { events: isPriced(order.type) ? wakeLimit(waking) : wakeMarket(waking) }
}

type Waking = {
  state: State
  order: Order
  waiting: Waiting
  /** What the other leg's end has released, and this one may promise again. */
  freed: Count
  events: Event[]
}

function wakeLimit({ state, order, waiting, events }: Waking): Event[] {
  const { side, price, remaining, market } = order
  const { timeInForce, postOnly } = order.special!.terms
  const promise = BigInt(promiseFor(side, price, remaining))
  events.push(triggered(order, waiting, { quantity: remaining, promise }))
  const taker = takerOf(order)
  if (postOnly && wouldCross(market.book, side, price)) {
    events.push(takerCanceled(market, taker, { remaining, reason: 'would_take' }))
    return events
  }
  const walker = walkerOf(order, price)
  const wanted = walk(market, walker)
  const walked = timeInForce === 'fok' && wanted.filled !== remaining ? standing(remaining) : wanted
  tellWalk(state, events, walked, { taker, quantity: remaining, prevention: walker.prevention, market })
  if (walked.ended || walked.left === 0) return events
  const mayRest = timeInForce !== 'ioc' && timeInForce !== 'fok'
  const rests = mayRest && hasRoom(sideOf(market.book, side), price, walked.left)
  events.push(
    rests
      ? { kind: 'order_rested', order: order.id }
      : takerCanceled(market, taker, { remaining: walked.left, reason: 'unfilled' }),
  )
  return events
}

function wakeMarket({ state, order, waiting, freed, events }: Waking): Event[] {
  const { market } = order
  const budgeted = order.special!.terms.budget !== undefined
  const funds = BigInt(waiting.promise) + BigInt(freed)
  const walker = walkerOf(order, order.price > 0 ? order.price : null)
  const walked = walkMarket(market, walker, { funds, budget: budgeted ? funds : null })
  const taker = takerOf(order)
  if (walked.rejection) {
    const { remaining } = order
    events.push(triggered(order, waiting, { quantity: remaining, promise: 0n }))
    events.push(takerCanceled(market, taker, { remaining, reason: 'unfilled' }))
    return events
  }
  const quantity = budgeted ? walked.walk.filled : order.remaining
  events.push(triggered(order, waiting, { quantity, promise: BigInt(walked.promised) }))
  tellWalk(state, events, walked.walk, { taker, quantity, prevention: walker.prevention, market })
  const left = budgeted ? (0 as Lots) : walked.walk.left
  if (!walked.walk.ended && (left > 0 || quantity === 0)) {
    events.push(takerCanceled(market, taker, { remaining: left, reason: 'unfilled' }))
  }
  return events
}

/** `promise`: what is promised from now on, in the promise's steps. */
function triggered(
  { id, account, side, market }: Order,
  waiting: Waiting,
  { quantity, promise }: { quantity: Lots; promise: bigint },
): OrderTriggered {
  const change = promise - BigInt(waiting.promise)
  const { unit } = promiseStep(market.terms, side)
  return {
    kind: 'order_triggered',
    order: id,
    account,
    market: market.terms.market,
    quantity,
    asset: promiseAsset(market.terms, side),
    held: amount(change > 0n ? change * unit : 0n),
    released: amount(change < 0n ? -change * unit : 0n),
  }
}

const walkerOf = (order: Order, limit: Ticks | null): Incoming => ({
  side: order.side,
  limit,
  quantity: order.remaining,
  seat: order.seat,
  prevention: order.special?.terms.selfTradePrevention ?? 'cancel_taker',
})
