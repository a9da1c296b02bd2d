import { assert, type Count, type Ticks } from '../units/index.ts'
import type { Market } from './market.ts'
import type { Order } from './order.ts'
import { waits, type Waiting } from './special.ts'
import type { State } from './state.ts'

/** What an order asked for beyond price and quantity begins: its end, and its waiting. */
export function beginSpecial(state: State, order: Order, promise: Count): void {
  const { terms } = order.special!
  if (terms.expiresAt !== undefined) {
    state.timers.add({ at: terms.expiresAt, kind: 'expire_order', order: order.id })
  }
  if (waits(order.type)) startWaiting(order, promise, order.market.lastPrice)
}

/** `anchor`: the best trade that a trailing stop has seen. */
export function startWaiting(order: Order, promise: Count, anchor: Ticks | null): void {
  order.market.stops.add(waitFor(order, promise), order.special!.terms.trail === undefined ? null : anchor)
}

/** The order waits; who hears the trades for it is another matter. */
export function waitFor(order: Order, promise: Count): Waiting {
  const { id, side } = order
  const { trigger = null, trail = null } = order.special!.terms
  const waiting: Waiting = { order, id, side, trail, trigger, group: null, promise, woken: false }
  order.special!.waiting = waiting
  return waiting
}

/** A trade has a price that some have waited for: they queue, and are triggered one by one. */
export function wakeStops(state: State, market: Market, price: Ticks): void {
  const woken = market.stops.wake(price)
  for (let index = 0; index < woken.length; index++) queueWoken(state, woken[index]!)
}

export function queueWoken(state: State, waiting: Waiting): void {
  const { market } = waiting.order
  waiting.woken = true
  market.woken.push(waiting)
  state.awake.add(market)
}

/** Triggered, or canceled before that. */
export function stopWaiting(state: State, waiting: Waiting): void {
  const { market } = waiting.order
  if (!waiting.woken) return market.stops.remove(waiting)
  const place = market.woken.indexOf(waiting)
  assert(place >= 0, 'an order that was woken is in the queue')
  market.woken.splice(place, 1)
  if (market.woken.length === 0) state.awake.delete(market)
}
