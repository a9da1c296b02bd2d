import type { Lots } from '../../units/index.ts'
import type { CancelReason, Event } from '../event.ts'
import { assetOf, marketOf, orderOf, promiseOf, sumOf, type Naive, type NaiveOrder } from './twin.ts'

/** Ends an order before it is filled: out of the books, its promise free again. Its partner is another matter. */
export function cancel(naive: Naive, order: NaiveOrder, reason: CancelReason): Event {
  const released = promiseOf(naive, order)
  leave(naive, order)
  const { id, account, market, remaining } = order
  return {
    kind: 'order_canceled',
    order: id,
    account,
    market,
    remaining,
    asset: assetOf(naive, order),
    released: sumOf(released),
    reason,
  }
}

/** Cancels an order and with it the other leg of its pair. */
export const cancelWithPartner = (naive: Naive, order: NaiveOrder, reason: CancelReason): Event[] => [
  cancel(naive, order, reason),
  ...cancelPartner(naive, order),
]

/** The other leg ends; nothing happens to an order without one. */
export function cancelPartner(naive: Naive, order: NaiveOrder): Event[] {
  const partner = orderOf(naive, order.partner)
  return partner ? [cancel(naive, partner, 'oco')] : []
}

/** So many lots less, hidden ones first; the order keeps its place. */
export function reduce(naive: Naive, order: NaiveOrder, by: number, reason: 'amended' | 'self_trade'): Event {
  const before = promiseOf(naive, order)
  order.quantity = (order.quantity - by) as Lots
  order.remaining = (order.remaining - by) as Lots
  order.visible = Math.min(order.visible, order.remaining)
  return {
    kind: 'order_reduced',
    order: order.id,
    account: order.account,
    market: order.market,
    by: by as Lots,
    remaining: order.remaining,
    asset: assetOf(naive, order),
    released: sumOf(before - promiseOf(naive, order)),
    reason,
  }
}

/** The order is open no more. */
export function leave(naive: Naive, order: NaiveOrder): void {
  naive.orders = naive.orders.filter((other) => other !== order)
  const market = marketOf(naive, order)
  market.queue = market.queue.filter((id) => id !== order.id)
}

/** Behind everyone at its price, with its first visible part. */
export function takePlace(naive: Naive, order: NaiveOrder): void {
  order.stage = 'resting'
  order.turn = naive.lastTurn += 1
  order.visible = Math.min(order.special?.display ?? order.remaining, order.remaining)
}
