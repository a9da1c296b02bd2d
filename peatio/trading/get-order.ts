import type { getClientOrder, getOrder, OrderName, ValuesOf } from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse, type Refusal, type Reply } from '../../platform/http/index.ts'
import { findOrder, tradesOfOrder } from '../engine/projector/index.ts'
import { uuidOfClientId } from './client-order-id.ts'
import { entityOfRow } from './order-entity.ts'
import type { Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import { orderTradeEntity } from './trade-entity.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof getOrder)['params']>
type NamedValues = ValuesOf<(typeof getClientOrder)['params']>

export function getOrderHandler(trading: Trading): Verb<Values> {
  return ({ params: { id }, caller }) => find(trading, caller.uid as AccountId, id)
}

export function getClientOrderHandler(trading: Trading): Verb<NamedValues> {
  return ({ params: { client_order_id: clientId }, caller }) => {
    const account = caller.uid as AccountId
    return find(trading, account, { uuid: uuidOfClientId(account, clientId) })
  }
}

/** One of the caller's own orders with its trades; another's is as unknown as one that never was. */
async function find(trading: Trading, account: AccountId, name: OrderName): Promise<Reply | Refusal> {
  await settled(trading, account)
  const row = await findOrder(trading.db, account, name)
  if (!row) return refuse(404, 'record.not_found')
  const trades = row.trades_count === 0 ? [] : await tradesOfOrder(trading.db, row.id)
  const order = entityOfRow(row, scaleOf(trading, row.market))
  return { body: { ...order, trades: trades.map((trade) => orderTradeEntity(trade, row.side)) } }
}
