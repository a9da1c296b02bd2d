import type { Kysely } from 'kysely'
import type { Side } from '../../../core/matching/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { insertMany, upsert, type Dialect } from '../../../platform/sql/index.ts'
import { partsOf } from './parts.ts'
import type { ProjectionTables, TradeRow } from './tables.ts'

type Db = Kysely<ProjectionTables>

export async function writeTrades(db: Db, dialect: Dialect, rows: TradeRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'trades', rows: part })
    await upsert(dialect, insert, { key: ['id'], update: [] }).execute()
  }
}

export type TradeFilter = {
  markets: readonly string[] | undefined
  /** The account's own side. */
  side: Side | undefined
  /** Made at or after `from`, before `to`. */
  from: number | undefined
  to: number | undefined
  direction: 'asc' | 'desc'
  limit: number
  offset: number
}

/**
 * An account's own trades by their id, a trade with itself once. Each side has its index: each is asked for as
 * much as both could need, and only the page leaves the database.
 */
export async function listTrades(db: Db, account: AccountId, filter: TradeFilter): Promise<TradeRow[]> {
  const { side, direction, limit, offset } = filter
  if (limit === 0 || filter.markets?.length === 0) return []
  if (side !== undefined) {
    const role = side === 'buy' ? 'buyer' : 'seller'
    return tradesAs(db, role, account, filter).limit(limit).offset(offset).execute()
  }
  const deep = limit + offset
  const bought = tradesAs(db, 'buyer', account, filter).limit(deep).as('bought')
  const sold = tradesAs(db, 'seller', account, filter).limit(deep).as('sold')
  const both = db.selectFrom(bought).selectAll().union(db.selectFrom(sold).selectAll()).as('own')
  return db.selectFrom(both).selectAll().orderBy('id', direction).limit(limit).offset(offset).execute()
}

function tradesAs(db: Db, role: 'buyer' | 'seller', account: AccountId, filter: TradeFilter) {
  const { markets, from, to, direction } = filter
  return db
    .selectFrom('trades')
    .selectAll()
    .where(role, '=', account)
    .$if(markets !== undefined, (query) => query.where('market', 'in', markets!))
    .$if(from !== undefined, (query) => query.where('made_at', '>=', from!))
    .$if(to !== undefined, (query) => query.where('made_at', '<', to!))
    .orderBy('id', direction)
}

/** The trades of an order, oldest first. That the order is the asker's own is the caller's business. */
export async function tradesOfOrder(db: Db, order: number): Promise<TradeRow[]> {
  return db
    .selectFrom('trades')
    .selectAll()
    .where((where) => where.or([where('maker_order', '=', order), where('taker_order', '=', order)]))
    .orderBy('id')
    .execute()
}
