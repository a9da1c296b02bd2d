import type { Kysely } from 'kysely'
import { upsert, type Dialect } from '../../../platform/sql/index.ts'
import { insertRows } from './insert-rows.ts'
import type { AccountRow, AssetRow, MarketRow, OperationRow, ProjectionTables } from './tables.ts'

type Db = Kysely<ProjectionTables>

export async function writeAccounts(db: Db, dialect: Dialect, rows: AccountRow[]): Promise<void> {
  await insertRows(rows, (part) =>
    upsert(dialect, db.insertInto('accounts').values(part), {
      key: ['account', 'asset'],
      update: ['posted', 'held'],
    }),
  )
}

export async function writeOperations(db: Db, rows: OperationRow[]): Promise<void> {
  await insertRows(rows, (part) => db.insertInto('operations').values(part))
}

export async function writeAssets(db: Db, dialect: Dialect, rows: AssetRow[]): Promise<void> {
  await insertRows(rows, (part) =>
    upsert(dialect, db.insertInto('assets').values(part), {
      key: ['asset'],
      update: ['precision_digits', 'defined_at'],
    }),
  )
}

export async function writeMarkets(db: Db, dialect: Dialect, rows: MarketRow[]): Promise<void> {
  await insertRows(rows, (part) =>
    upsert(dialect, db.insertInto('markets').values(part), {
      key: ['market'],
      update: ['price_min', 'price_max', 'quantity_min', 'status', 'defined_at'],
    }),
  )
}

export async function writeMarketStatuses(db: Db, rows: { market: string; status: string }[]): Promise<void> {
  for (const { market, status } of rows) {
    await db.updateTable('markets').set({ status }).where('market', '=', market).execute()
  }
}
