import { hold, release } from '../ledger/index.ts'
import { shorten, withdraw } from '../matching/index.ts'
import { assert, type Amount, type Lots, type TimeMs } from '../units/index.ts'
import type { OrderAmended, OrderReduced, OrderTriggered } from './event.ts'
import { openOrderOf } from './evolve-order.ts'
import { promisedFrom, promiseFor, type Order } from './order.ts'
import { isPriced } from './special.ts'
import type { State } from './state.ts'
import { promiseStep } from './terms.ts'
import { stopWaiting } from './waiting.ts'

/** Fewer lots, in the same place. */
export function reduceOrder(state: State, event: OrderReduced, at: TimeMs): void {
  const order = openOrderOf(state, event.order)
  const { side, market, price, type } = order
  assert(
    event.remaining === order.remaining - event.by && event.remaining > 0,
    'a reduction leaves something',
  )
  const { unit } = promiseStep(market.terms, side)
  const promised = isPriced(type) ? BigInt(promiseFor(side, price, event.by)) * unit : 0n
  assert(event.released === promised, 'a reduction releases what was promised for it')
  release(promisedFrom(order.seat, side), event.released)
  order.quantity = (order.quantity - event.by) as Lots
  if (order.level) shorten(market.book, order, event.by)
  else order.remaining = event.remaining
  order.updatedAt = at
}

/** Another price or quantity: the order is like one that has just arrived. */
export function amendOrder(state: State, event: OrderAmended, at: TimeMs): void {
  const order = openOrderOf(state, event.order)
  const filled = order.quantity - order.remaining
  assert(event.quantity - filled === event.remaining, 'an amendment changes nothing that was filled')
  assert(event.previousLimit === order.price, 'an amendment knows the price that it changes')
  withdraw(order.market.book, order)
  order.price = event.limit
  order.quantity = event.quantity
  order.remaining = event.remaining
  changePromise(order, event)
  order.updatedAt = at
}

/** The order has what it walks with from now on. */
export function triggerOrder(state: State, event: OrderTriggered, at: TimeMs): void {
  const order = openOrderOf(state, event.order)
  const waiting = order.special?.waiting
  assert(waiting?.woken === true, 'an order is triggered after a trade has woken it')
  stopWaiting(state, waiting)
  order.special!.waiting = null
  order.quantity = event.quantity
  order.remaining = event.quantity
  changePromise(order, event)
  order.updatedAt = at
}

function changePromise(order: Order, { held, released }: { held: Amount; released: Amount }): void {
  const line = promisedFrom(order.seat, order.side)
  if (released > 0n) release(line, released)
  if (held > 0n) hold(line, held)
}
