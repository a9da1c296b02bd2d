import type {
  cancelClientOrder,
  cancelOrder,
  cancelOrders,
  OrderName,
  ValuesOf,
} from '../../contract/index.ts'
import { assert, type AccountId, type OrderId } from '../../core/units/index.ts'
import { refuse, type Refusal, type Reply } from '../../platform/http/index.ts'
import { findOrder } from '../engine/projector/index.ts'
import { uuidOfClientId } from './client-order-id.ts'
import { entityOfRow, entityOfView, isOpen } from './order-entity.ts'
import { ownKey } from './own-key.ts'
import { refusalOf, type Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import type { Trading } from './trading-routes.ts'

type One = ValuesOf<(typeof cancelOrder)['params']>
type Named = ValuesOf<(typeof cancelClientOrder)['params']>
type All = ValuesOf<(typeof cancelOrders)['params']>

export function cancelOrderHandler(trading: Trading): Verb<One> {
  return ({ params: { id }, caller }) => cancelOne(trading, caller.uid as AccountId, id)
}

export function cancelClientOrderHandler(trading: Trading): Verb<Named> {
  return ({ params: { client_order_id: clientId }, caller }) => {
    const account = caller.uid as AccountId
    return cancelOne(trading, account, { uuid: uuidOfClientId(account, clientId) })
  }
}

/** A cancel that is answered is made. Closed orders are no longer the engine's: they are answered as they are. */
async function cancelOne(trading: Trading, account: AccountId, name: OrderName): Promise<Reply | Refusal> {
  const order = 'id' in name ? (name.id as OrderId) : name
  const command = { kind: 'cancel_order', account, order } as const
  const { rejection, orders } = await trading.engine.submit({ key: ownKey(account, 'cancel'), command })
  if (rejection === null) {
    const canceled =
      'id' in name
        ? orders.find((each) => each.order === order)
        : orders.find((each) => each.uuid === name.uuid)
    assert(canceled !== undefined, 'a canceled order is in the answer')
    return { body: entityOfView(canceled, scaleOf(trading, canceled.market)) }
  }
  if (rejection !== 'unknown_order' && rejection !== 'order_closed') return refusalOf(rejection)
  await settled(trading, account)
  const row = await findOrder(trading.db, account, name)
  if (!row) return refuse(404, 'record.not_found')
  // A closed order is never open again; one that SQL still shows open was not canceled, and must not look so.
  return isOpen(row.status)
    ? refuse(422, 'market.order.cancel_error')
    : { body: entityOfRow(row, scaleOf(trading, row.market)) }
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
    const { rejection, orders } = await trading.engine.submit({ key: ownKey(account, 'cancel'), command })
    if (rejection !== null) return refusalOf(rejection)
    return { body: orders.map((order) => entityOfView(order, scaleOf(trading, order.market))) }
  }
}
