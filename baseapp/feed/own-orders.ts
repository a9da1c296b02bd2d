import type { OrderEvent } from '../../contract/streams.ts'
import type { Order } from '../api/wire.ts'

/** What panels show of an own order. Decimals are the wire's strings. */
export type OwnOrder = Omit<
  Order,
  'created_at' | 'updated_at' | 'maker_fee' | 'taker_fee' | 'market_type'
> & {
  createdMs: number
  updatedMs: number
}

/**
 * Own open orders by id, and what the stream said while a list was on its way: REST's answer may be older than a
 * message that came first, so those orders keep what the message said. An order that closed stays closed.
 */
export type OwnOrders = {
  readonly open: ReadonlyMap<number, OwnOrder>
  /** Ids the stream spoke of since the list was asked for. */
  readonly heard: ReadonlySet<number>
  /** How often a list was asked for: only the answer to the last question counts. */
  readonly asked: number
  readonly isLoaded: boolean
}

export const noOrders: OwnOrders = { open: new Map(), heard: new Set(), asked: 0, isLoaded: false }

/** Times are ISO 8601 on REST and unix seconds on the stream. */
const timeMs = (time: string | number): number => (typeof time === 'number' ? time * 1000 : Date.parse(time))

export function ownOrderOf(order: Order | OrderEvent): OwnOrder {
  return {
    id: order.id,
    uuid: order.uuid,
    side: order.side,
    ord_type: order.ord_type,
    price: order.price,
    avg_price: order.avg_price,
    state: order.state,
    market: order.market,
    origin_volume: order.origin_volume,
    remaining_volume: order.remaining_volume,
    executed_volume: order.executed_volume,
    trades_count: order.trades_count,
    ...(order.stop_price === undefined ? {} : { stop_price: order.stop_price }),
    ...(order.triggered === undefined ? {} : { triggered: order.triggered }),
    ...(order.linked_order_id === undefined ? {} : { linked_order_id: order.linked_order_id }),
    createdMs: timeMs(order.created_at),
    updatedMs: timeMs(order.updated_at),
  }
}

/** A list was asked for: from here on, what the stream says is newer than the list. */
export const ordersAsked = (orders: OwnOrders): OwnOrders => ({
  ...orders,
  heard: new Set(),
  asked: orders.asked + 1,
})

/** The list came that was asked for as the `asked`-th; one that was overtaken by a later question says nothing. */
export function ordersListed(orders: OwnOrders, list: readonly Order[], asked = orders.asked): OwnOrders {
  if (asked !== orders.asked) return orders
  const open = new Map<number, OwnOrder>()
  for (const order of list) if (!orders.heard.has(order.id)) open.set(order.id, ownOrderOf(order))
  for (const [id, order] of orders.open) if (orders.heard.has(id)) open.set(id, order)
  return { ...orders, open, isLoaded: true }
}

const isOpen = (state: string) => state === 'wait' || state === 'pending'

/** The stream told of an order, or a reply did. */
export function applyOrder(orders: OwnOrders, event: Order | OrderEvent): OwnOrders {
  if (!Number.isSafeInteger(event?.id)) return orders
  const before = orders.open.get(event.id)
  // Fills only grow: a reply that was overtaken by a message must not bring back what was filled since.
  if (before && isOpen(event.state) && event.trades_count < before.trades_count) return orders
  if (!before && isOpen(event.state) && orders.heard.has(event.id)) return orders
  const open = new Map(orders.open)
  if (isOpen(event.state)) open.set(event.id, ownOrderOf(event))
  else open.delete(event.id)
  return { ...orders, open, heard: new Set(orders.heard).add(event.id) }
}

/** Newest first. */
export const openOrdersOf = ({ open }: OwnOrders): OwnOrder[] =>
  [...open.values()].sort((a, b) => b.id - a.id)
