import type { CancelOrder, CancelOrders } from './command.ts'
import type { Decision } from './decide.ts'
import type { OrderCanceled } from './event.ts'
import { heldBy, openOrder, ordersOf, type Order, type State } from './state.ts'

/** Cancels one open order of this account. A closed or foreign order is unknown here; history knows it. */
export function decideCancelOrder(state: State, { account, order: id }: CancelOrder): Decision {
  const order = openOrder(state, account, id)
  return order ? { events: [canceled(order)] } : { rejection: 'unknown_order' }
}

/** Cancels all open orders of this account, of one market or side if named, oldest first. None is no error. */
export function decideCancelOrders(state: State, { account, market, side }: CancelOrders): Decision {
  const events: OrderCanceled[] = []
  for (const order of ordersOf(state.traders.get(account))) {
    if (market !== null && order.market.definition.market !== market) continue
    if (side === null || order.side === side) events.push(canceled(order))
  }
  return { events }
}

const canceled = (order: Order): OrderCanceled => ({
  kind: 'order_canceled',
  order: order.id,
  account: order.account,
  market: order.market.definition.market,
  remaining: order.remaining,
  asset: order.side === 'buy' ? order.quote.asset : order.base.asset,
  released: heldBy(order),
})
