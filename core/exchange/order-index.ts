import type { AccountId, OrderId } from '../units/index.ts'
import type { Order } from './order.ts'
import type { Seat } from './seat.ts'
import type { State } from './state.ts'

/** Orders that are younger than this many others are looked for one by one. */
const youngMax = 2_048
const closedMin = 16

/**
 * Keeps who has which open orders. Most orders are closed soon after they came, and never enter their seat's list:
 * it is brought up to date once in a while, and readers look through the youngest orders themselves.
 */
export function indexOrders(state: State): void {
  if (state.lastOrderId - state.indexedTo < youngMax) return
  for (let id = state.indexedTo + 1; id <= state.lastOrderId; id++) {
    const order = state.orders.get(id as OrderId)
    if (order) order.seat.orders.push(order.id)
  }
  state.indexedTo = state.lastOrderId
}

/** Closed orders stay in their seat's list until they are the most of it: nothing is searched to leave. */
export function unindexOrder(state: State, { id, seat }: Order): void {
  if (id > state.indexedTo) return
  seat.closed += 1
  if (seat.closed < closedMin || seat.closed * 2 < seat.orders.length) return
  seat.orders = openOf(state, seat)
  seat.closed = 0
}

const openOf = (state: State, { orders }: Seat): OrderId[] =>
  orders.filter((id) => state.orders.get(id) !== undefined)

/** An account's open orders, those that wait for a trigger too, oldest first. */
export function ordersOf(state: State, account: AccountId): Order[] {
  const seats = state.traders.get(account)?.seats ?? []
  const ids = seats.flatMap(({ orders }) => orders).sort((a, b) => a - b)
  const orders = ids.map((id) => state.orders.get(id)).filter((order) => order !== undefined)
  for (let id = state.indexedTo + 1; id <= state.lastOrderId; id++) {
    const order = state.orders.get(id as OrderId)
    if (order?.seat.account === account) orders.push(order)
  }
  return orders
}
