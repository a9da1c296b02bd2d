import type { Kysely } from 'kysely'
import { insertMany, upsert, type Dialect } from '../../../platform/sql/index.ts'
import { partsOf } from './parts.ts'
import type {
  AccountRow,
  AssetRow,
  MarketRow,
  OperationRow,
  OperationTotalRow,
  ProjectionTables,
} from './tables.ts'

type Db = Kysely<ProjectionTables>

export async function writeAccounts(db: Db, dialect: Dialect, rows: AccountRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'accounts', rows: part })
    await upsert(dialect, insert, { key: ['account', 'asset'], update: ['posted', 'held'] }).execute()
  }
}

export async function writeOperations(db: Db, dialect: Dialect, rows: OperationRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    await insertMany(db, dialect, { table: 'operations', rows: part }).execute()
  }
}

const totalKey = ['day', 'line', 'asset', 'code', 'reference_type', 'category']
const adding = { table: 'operation_totals', columns: ['debit', 'credit'] }

/** Adds what these operations come to, to the totals of their days. Once only: nothing here knows a repeat. */
export async function addTotals(db: Db, dialect: Dialect, rows: OperationTotalRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'operation_totals', rows: part })
    await upsert(dialect, insert, { key: totalKey, update: [], add: adding }).execute()
  }
}

export async function writeAssets(db: Db, dialect: Dialect, rows: AssetRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'assets', rows: part })
    await upsert(dialect, insert, { key: ['asset'], update: ['precision_digits', 'defined_at'] }).execute()
  }
}

/** What a definition repeated may change; the rest is fixed with the first. */
const changing = ['price_min', 'price_max', 'quantity_min', 'status', 'defined_at']

export async function writeMarkets(db: Db, dialect: Dialect, rows: MarketRow[]): Promise<void> {
  for (const part of partsOf(rows)) {
    const insert = insertMany(db, dialect, { table: 'markets', rows: part })
    await upsert(dialect, insert, { key: ['market'], update: changing }).execute()
  }
}

export async function writeMarketStatuses(db: Db, rows: { market: string; status: string }[]): Promise<void> {
  for (const { market, status } of rows) {
    await db.updateTable('markets').set({ status }).where('market', '=', market).execute()
  }
}
