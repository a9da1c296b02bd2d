import type { CancelOrder, CancelOrders, DueCommand } from './command.ts'
import type { Decision } from './decide.ts'
import { canceled } from './decided-cancel.ts'
import type { CancelReason, Event } from './event.ts'
import { partnerOf, type Order } from './order.ts'
import { ordersOf } from './order-index.ts'
import { openOrder, type State } from './state.ts'
import { tellPartner } from './tell-walk.ts'

/** Cancels one open order of this account. A closed or foreign order is unknown here; history knows it. */
export function decideCancelOrder(state: State, { account, order: id }: CancelOrder): Decision {
  const order = openOrder(state, account, id)
  if (!order) return { rejection: 'unknown_order' }
  return {
    events: order.special === null ? [canceled(order, 'requested')] : cancelAll(state, [order], 'requested'),
  }
}

/** Cancels all open orders of this account, of one market or side if named, oldest first. None is no error. */
export function decideCancelOrders(state: State, command: CancelOrders): Decision {
  const { account, market, side, reason } = command
  const named = ordersOf(state, account)
    .filter((order) => market === null || order.market.definition.market === market)
    .filter((order) => side === null || order.side === side)
  return { events: cancelAll(state, named, reason ?? 'requested') }
}

/** The moment has come that the order named itself. */
export function decideExpireOrder(
  state: State,
  { order: id }: Extract<DueCommand, { kind: 'expire_order' }>,
): Decision {
  const order = state.orders.get(id)
  return order ? { events: cancelAll(state, [order], 'expired') } : { rejection: 'unknown_order' }
}

/** Nobody spoke for the account in time. */
export function decideExpireDeadMan(
  state: State,
  { account }: Extract<DueCommand, { kind: 'expire_dead_man' }>,
): Decision {
  const off: Event = { kind: 'dead_man_set', account, expiresAt: null }
  return { events: [off, ...cancelAll(state, ordersOf(state, account), 'dead_man')] }
}

/** Each order, and right after it the other leg of a pair, once. */
function cancelAll(state: State, orders: readonly Order[], reason: CancelReason): Event[] {
  const events: Event[] = []
  const gone = new Set<number>()
  for (const order of orders) {
    if (gone.has(order.id)) continue
    events.push(canceled(order, reason))
    const partner = partnerOf(order)
    if (partner === null) continue
    gone.add(partner)
    tellPartner(state, events, order)
  }
  return events
}
