import type { Kysely } from 'kysely'
import type { OrderStatus, OrderType } from '../../../core/exchange/index.ts'
import type { Side } from '../../../core/matching/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { insertMany, upsert, type Dialect } from '../../../platform/sql/index.ts'
import { partsOf } from './parts.ts'
import type { OrderRow, ProjectionTables } from './tables.ts'

type Db = Kysely<ProjectionTables>

/** What of an order may change; the rest was said when it was placed. */
const changing = [
  'status',
  'limit_price',
  'quantity',
  'filled',
  'filled_quote',
  'held',
  'trades_count',
  'updated_at',
  'trigger_price',
  'canceled_for',
]

export async function writeOrders(db: Db, dialect: Dialect, rows: OrderRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'orders', rows: part })
    await upsert(dialect, insert, { key: ['id'], update: changing }).execute()
  }
}

/** An account's own order by id or uuid, the newest of them; another's order is as unknown as one never placed. */
export async function findOrder(
  db: Db,
  account: AccountId,
  order: { id: number } | { uuid: string },
): Promise<OrderRow | undefined> {
  const own = db.selectFrom('orders').selectAll().where('account', '=', account)
  const named = 'id' in order ? own.where('id', '=', order.id) : own.where('uuid', '=', order.uuid)
  return named.orderBy('id', 'desc').limit(1).executeTakeFirst()
}

export type OrderFilter = {
  markets: readonly string[] | undefined
  statuses: readonly OrderStatus[] | undefined
  type: OrderType | undefined
  side: Side | undefined
  /** Placed at or after `from`, before `to`. */
  from: number | undefined
  to: number | undefined
  direction: 'asc' | 'desc'
  limit: number
  offset: number
}

/** An account's own orders by their last change. */
export async function listOrders(db: Db, account: AccountId, filter: OrderFilter): Promise<OrderRow[]> {
  const { markets, statuses, type, side, from, to, direction, limit, offset } = filter
  // An empty choice chooses nothing, and `in ()` is no SQL.
  if (limit === 0 || markets?.length === 0 || statuses?.length === 0) return []
  return db
    .selectFrom('orders')
    .selectAll()
    .where('account', '=', account)
    .$if(markets !== undefined, (query) => query.where('market', 'in', markets!))
    .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses!))
    .$if(type !== undefined, (query) => query.where('type', '=', type!))
    .$if(side !== undefined, (query) => query.where('side', '=', side!))
    .$if(from !== undefined, (query) => query.where('placed_at', '>=', from!))
    .$if(to !== undefined, (query) => query.where('placed_at', '<', to!))
    .orderBy('updated_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
}
