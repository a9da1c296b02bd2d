import type { CancelOrder, CancelOrders } from './command.ts'
import type { Decision } from './decide.ts'
import { Canceled } from './decided.ts'
import { promiseOf, type Order } from './order.ts'
import { ordersOf } from './order-index.ts'
import { openOrder, type State } from './state.ts'

/** Cancels one open order of this account. A closed or foreign order is unknown here; history knows it. */
export function decideCancelOrder(state: State, { account, order: id }: CancelOrder): Decision {
  const order = openOrder(state, account, id)
  return order ? { events: [canceled(order)] } : { rejection: 'unknown_order' }
}

/** Cancels all open orders of this account, of one market or side if named, oldest first. None is no error. */
export function decideCancelOrders(state: State, { account, market, side }: CancelOrders): Decision {
  const named = ordersOf(state, account)
    .filter((order) => market === null || order.market.definition.market === market)
    .filter((order) => side === null || order.side === side)
  return { events: named.map(canceled) }
}

const canceled = (order: Order): Canceled => {
  const { account, remaining, side, market } = order
  return new Canceled(order.id, { account, remaining, side, promised: promiseOf(order) }, market.terms)
}
