import type { Kysely } from 'kysely'
import type { OrderStatus, OrderType } from '../../../core/exchange/index.ts'
import type { Side } from '../../../core/matching/index.ts'
import { dec, listPart, type ListPart } from '../../../platform/sql/index.ts'
import type { OrderRow, ProjectionTables, TradeRow } from './tables.ts'

type Db = Kysely<ProjectionTables>

/**
 * A page of what everyone did or, if `after` is given, what comes behind that place. Times are milliseconds,
 * both ends included; `undefined` means all.
 */
type Search<Column extends string> = ListPart & {
  account: string | undefined
  market: string | undefined
  from: number | undefined
  to: number | undefined
  orderBy: Column
}

export type OrderSearch = Search<'id' | 'placed_at' | 'updated_at'> & {
  statuses: readonly OrderStatus[] | undefined
  type: OrderType | undefined
  side: Side | undefined
  /** Decimals. */
  limitPrice: string | undefined
  quantity: string | undefined
  range: 'placed_at' | 'updated_at'
}

/** Orders of all users. */
export async function searchOrders(db: Db, search: OrderSearch): Promise<OrderRow[]> {
  const { account, market, statuses, type, side, limitPrice, quantity, range, from, to } = search
  if (statuses?.length === 0) return []
  return db
    .selectFrom('orders')
    .selectAll()
    .$if(account !== undefined, (query) => query.where('account', '=', account!))
    .$if(market !== undefined, (query) => query.where('market', '=', market!))
    .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses!))
    .$if(type !== undefined, (query) => query.where('type', '=', type!))
    .$if(side !== undefined, (query) => query.where('side', '=', side!))
    .$if(limitPrice !== undefined, (query) => query.where('limit_price', '=', dec(limitPrice!)))
    .$if(quantity !== undefined, (query) => query.where('quantity', '=', dec(quantity!)))
    .$if(from !== undefined, (query) => query.where(range, '>=', from!))
    .$if(to !== undefined, (query) => query.where(range, '<=', to!))
    .$call(listPart(search.orderBy, search))
    .execute()
}

/** The order of this number, whoever placed it. */
export const orderById = (db: Db, id: number): Promise<OrderRow | undefined> =>
  db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()

export type TradeSearch = Search<'id' | 'made_at'> & { order: number | undefined }

/** Trades of all users; `account` finds those in which it was either side. */
export async function searchTrades(db: Db, search: TradeSearch): Promise<TradeRow[]> {
  const { account, market, order, from, to } = search
  return db
    .selectFrom('trades')
    .selectAll()
    .$if(account !== undefined, (query) =>
      query.where((where) => where.or([where('buyer', '=', account!), where('seller', '=', account!)])),
    )
    .$if(market !== undefined, (query) => query.where('market', '=', market!))
    .$if(order !== undefined, (query) =>
      query.where((where) =>
        where.or([where('maker_order', '=', order!), where('taker_order', '=', order!)]),
      ),
    )
    .$if(from !== undefined, (query) => query.where('made_at', '>=', from!))
    .$if(to !== undefined, (query) => query.where('made_at', '<=', to!))
    .$call(listPart(search.orderBy, search))
    .execute()
}
