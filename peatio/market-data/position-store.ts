import type { Kysely } from 'kysely'
import type { Sequence } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { MarketDataTables } from './tables.ts'

type Db = Kysely<MarketDataTables>

/** A record's own name and time: no record of another history has both in its place. */
export type RecordName = { key: string; at: number }

/** The last record whose effects are stored; 0 before the first. An earlier version did not say which record it is. */
export type Position = { sequence: Sequence | 0; record: RecordName | null }

export const beginning: Position = { sequence: 0, record: null }

export async function readPosition(db: Db): Promise<Position> {
  const row = await db.selectFrom('market_data_position').selectAll().executeTakeFirst()
  const { sequence = 0, record_key: key, record_at: at } = row ?? {}
  return { sequence: sequence as Sequence | 0, record: key == null || at == null ? null : { key, at } }
}

export async function writePosition(db: Db, dialect: Dialect, { sequence, record }: Position): Promise<void> {
  const row = { id: 1, sequence, record_key: record?.key ?? null, record_at: record?.at ?? null }
  await upsert(dialect, db.insertInto('market_data_position').values(row), {
    key: ['id'],
    update: ['sequence', 'record_key', 'record_at'],
  }).execute()
}

/** Forgets everything that is stored, and that it was. */
export async function forgetStored(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const table of ['candles', 'public_trades', 'market_data_position'] as const)
      await tx.deleteFrom(table).execute()
  })
}
