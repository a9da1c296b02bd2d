import { randomUUID } from 'node:crypto'
import type { cancelOrder, cancelOrders, ValuesOf } from '../../contract/index.ts'
import { assert, type AccountId, type OrderId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOrder } from '../engine/projector/index.ts'
import { entityOfRow, entityOfView } from './order-entity.ts'
import { refusalOf, type Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import type { Trading } from './trading-routes.ts'

type One = ValuesOf<(typeof cancelOrder)['params']>
type All = ValuesOf<(typeof cancelOrders)['params']>

/** A cancel that is answered is made. Closed orders are no longer the engine's: they are answered as they are. */
export function cancelOrderHandler(trading: Trading): Verb<One> {
  return async ({ params: { id: name }, caller }) => {
    const account = caller.uid as AccountId
    const order = 'id' in name ? (name.id as OrderId) : name
    const command = { kind: 'cancel_order', account, order } as const
    const { rejection, orders } = await trading.engine.submit({ key: cancelKey(account), command })
    if (rejection === null) {
      const [canceled] = orders
      assert(canceled !== undefined, 'a canceled order is in the answer')
      return { body: entityOfView(canceled, scaleOf(trading, canceled.market)) }
    }
    if (rejection !== 'unknown_order' && rejection !== 'order_closed') return refusalOf(rejection)
    await settled(trading, account)
    const row = await findOrder(trading.db, account, name)
    if (!row) return refuse(404, 'record.not_found')
    // A closed order is never open again; one that SQL still shows open was not canceled, and must not look so.
    const open = row.status === 'open' || row.status === 'partially_filled'
    return open
      ? refuse(422, 'market.order.cancel_error')
      : { body: entityOfRow(row, scaleOf(trading, row.market)) }
  }
}

/** Cancels the caller's open orders, of one market or side if named, oldest first. */
export function cancelOrdersHandler(trading: Trading): Verb<All> {
  return async ({ params: { market, market_type: type, side }, caller }) => {
    const account = caller.uid as AccountId
    const named = market === undefined ? undefined : trading.catalog.market(market)
    if (market !== undefined && !named) return refuse(422, 'market.market.doesnt_exist')
    if (type !== 'spot') return { body: [] }
    const command = {
      kind: 'cancel_orders',
      account,
      market: named?.code ?? null,
      side: side ?? null,
    } as const
    const { rejection, orders } = await trading.engine.submit({ key: cancelKey(account), command })
    if (rejection !== null) return refusalOf(rejection)
    return { body: orders.map((order) => entityOfView(order, scaleOf(trading, order.market))) }
  }
}

/** Canceling twice is harmless by itself, so no cancel shares its key with another. */
const cancelKey = (account: AccountId) => `${account}:cancel:${randomUUID()}`
