import type { getOrder, ValuesOf } from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOrder, tradesOfOrder } from '../engine/projector/index.ts'
import { entityOfRow } from './order-entity.ts'
import type { Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import { orderTradeEntity } from './trade-entity.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof getOrder)['params']>

/** One of the caller's own orders with its trades; another's is as unknown as one that never was. */
export function getOrderHandler(trading: Trading): Verb<Values> {
  return async ({ params, caller }) => {
    const account = caller.uid as AccountId
    await settled(trading, account)
    const row = await findOrder(trading.db, account, params.id)
    if (!row) return refuse(404, 'record.not_found')
    const trades = row.trades_count === 0 ? [] : await tradesOfOrder(trading.db, row.id)
    const order = entityOfRow(row, scaleOf(trading, row.market))
    return { body: { ...order, trades: trades.map((trade) => orderTradeEntity(trade, row.side)) } }
  }
}
