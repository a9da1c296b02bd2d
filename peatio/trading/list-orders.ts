import type { listOrders as endpoint, Order, ValuesOf } from '../../contract/index.ts'
import type { OrderView } from '../../core/exchange/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { listOrders, type OrderFilter } from '../engine/projector/index.ts'
import { chooseMarkets } from './choose-markets.ts'
import { entityOfRow, entityOfView, statusesOf } from './order-entity.ts'
import type { Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof endpoint)['params']>

/** The caller's own orders. Open ones are current state, read from the leader; the rest is history, from SQL. */
export function listOrdersHandler(trading: Trading): Verb<Values> {
  return async ({ params, caller }) => {
    const account = caller.uid as AccountId
    const markets = chooseMarkets(trading.catalog, params)
    if (markets === 'unknown') return refuse(422, 'market.market.doesnt_exist')
    const filter: OrderFilter = {
      markets,
      statuses: params.state?.flatMap((state) => statusesOf[state]),
      type: params.ord_type,
      side: params.type,
      from: params.time_from === undefined ? undefined : params.time_from * 1000,
      to: params.time_to === undefined ? undefined : params.time_to * 1000,
      direction: params.order_by,
      limit: params.limit,
      offset: (params.page - 1) * params.limit,
    }
    const openOnly = params.state?.length === 1 && params.state[0] === 'wait'
    return { body: await (openOnly ? openOrders : allOrders)(trading, account, filter) }
  }
}

async function allOrders(trading: Trading, account: AccountId, filter: OrderFilter): Promise<Order[]> {
  await settled(trading, account)
  const rows = await listOrders(trading.db, account, filter)
  return rows.map((row) => entityOfRow(row, scaleOf(trading, row.market)))
}

async function openOrders(trading: Trading, account: AccountId, filter: OrderFilter): Promise<Order[]> {
  const { markets, type, side, from = -Infinity, to = Infinity, direction, limit, offset } = filter
  const { result } = await trading.engine.read({ kind: 'open_orders', account })
  const sign = direction === 'asc' ? 1 : -1
  const byChange = (a: OrderView, b: OrderView) => sign * (a.updatedAt - b.updatedAt || a.order - b.order)
  return result
    .filter((order) => markets === undefined || markets.includes(order.market))
    .filter((order) => type === undefined || order.type === type)
    .filter((order) => side === undefined || order.side === side)
    .filter((order) => order.placedAt >= from && order.placedAt < to)
    .sort(byChange)
    .slice(offset, offset + limit)
    .map((order) => entityOfView(order, scaleOf(trading, order.market)))
}
