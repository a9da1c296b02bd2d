import { hold, release } from '../ledger/index.ts'
import { rest, withdraw } from '../matching/index.ts'
import { assert, type Count, type OrderId, type TimeMs } from '../units/index.ts'
import { Canceled } from './decided-cancel.ts'
import { Accepted } from './decided.ts'
import type { OrderAccepted, OrderCanceled } from './event.ts'
import type { Rates } from './market.ts'
import { heldBy, Order, promiseOf, promisedFrom } from './order.ts'
import { indexOrders, unindexOrder } from './order-index.ts'
import { seatOf, type Seat } from './seat.ts'
import { noTerms, type Special } from './special.ts'
import { traderOf, type State } from './state.ts'
import { promiseStep } from './terms.ts'
import { beginSpecial, stopWaiting } from './waiting.ts'

export function acceptOrder(state: State, event: OrderAccepted, at: TimeMs): void {
  const order = beginOrder(state, event, at)
  const step = promiseStep(order.seat.market.terms, order.side)
  const promise = promisedBy(event, step.unit)
  hold(promisedFrom(order.seat, order.side), promise, step)
  state.orders.add(order)
  if (order.special !== null) beginSpecial(state, order, promise)
}

/** The order as it was accepted; nothing is held for it yet, and nobody finds it. */
export function beginOrder(state: State, event: OrderAccepted, at: TimeMs): Order {
  assert(event.order === state.lastOrderId + 1, 'order ids count up by one')
  const seat = seatTold(state, event)
  const rates = ratesTold(seat, event)
  const special = specialOf(event)
  indexOrders(state)
  state.lastOrderId = event.order
  const spare = state.pool.take()
  return spare ? spare.open(event, seat, rates, at, special) : new Order(event, seat, rates, at, special)
}

const specialOf = ({ special, partner }: OrderAccepted): Special | null =>
  special || partner != null ? { terms: special ?? noTerms, partner: partner ?? null, waiting: null } : null

/** An event that was just decided here has the seat at hand; one from a journal, or of another state, has names. */
function seatTold(state: State, event: OrderAccepted): Seat {
  if (event instanceof Accepted && event.seat !== null && event.venue.ledger === state.ledger)
    return event.seat
  const market = state.markets.get(event.market)
  assert(market !== undefined, 'an order is accepted on a known market')
  return market.seats.get(event.account) ?? seatOf(state.ledger, market, traderOf(state, event.account))
}

/** An event that was just decided has the count; one from a journal has the sum. */
function promisedBy(event: OrderAccepted, unit: bigint): Count {
  if (event instanceof Accepted) return event.promised
  assert(event.held % unit === 0n, 'a promise is a whole number of steps')
  return event.held / unit
}

/** The rates of an event: the seat's or the market's own, so that orders share them, unless they have changed. */
function ratesTold(seat: Seat, { makerFeePpm: maker, takerFeePpm: taker }: OrderAccepted): Rates {
  const { rates } = seat
  if (rates?.maker === maker && rates.taker === taker) return rates
  const shared = seat.market.rates.get(seat.trader.group)
  seat.rates = shared?.maker === maker && shared.taker === taker ? shared : { maker, taker }
  return seat.rates
}

export function restOrder(state: State, id: OrderId): void {
  const order = openOrderOf(state, id)
  rest(order.seat.market.book, order)
}

export function cancelOrder(state: State, event: OrderCanceled, at: TimeMs): void {
  const order = endedOf(state, event)
  assert(event.remaining === order.remaining, 'a cancel ends what remains')
  const waiting = order.special?.waiting
  if (!(event instanceof Canceled)) assertReleased(event, order)
  release(
    promisedFrom(order.seat, order.side),
    promiseOf(order),
    promiseStep(order.seat.market.terms, order.side),
  )
  order.updatedAt = at
  order.endFor(event.reason)
  if (order.level) withdraw(order.seat.market.book, order)
  if (waiting) stopWaiting(state, waiting)
  closeOrder(state, order)
}

/** An event that was just decided here has the order at hand; see `makerOf`. */
function endedOf(state: State, event: OrderCanceled): Order {
  if (event instanceof Canceled && event.met !== null) {
    const { met } = event
    if (met.id === event.order && met.level > 0 && met.seat.market.ledger === state.ledger) return met
  }
  return openOrderOf(state, event.order)
}

/** A journal says the sum as well, and must say what the state says. */
function assertReleased(event: OrderCanceled, order: Order): void {
  const agrees = !Object.hasOwn(event, 'released') || event.released === heldBy(order)
  assert(agrees, 'a cancel releases all that is held')
}

export function closeOrder(state: State, order: Order): void {
  state.pool.close(order)
  state.orders.delete(order.id)
  unindexOrder(state, order)
}

export function openOrderOf(state: State, id: OrderId): Order {
  const order = state.orders.get(id)
  assert(order !== undefined, 'every open order is known')
  return order
}
