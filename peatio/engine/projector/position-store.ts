import type { Kysely } from 'kysely'
import type { Sequence } from '../../../core/units/index.ts'
import { upsert, type Dialect, type Sql } from '../../../platform/sql/index.ts'
import { projectionMigrations } from './migrations.ts'
import type { ProjectionTables } from './tables.ts'

type Db = Kysely<ProjectionTables>

export type Position = {
  sequence: Sequence | 0
  lastOperation: number
  /** Which record that was: its key and its time, which no record of another history has in that place. */
  record: { key: string; at: number } | null
}

/** Reads the position; inside a transaction with `lock`, no other projector moves it until the end. */
export async function readPosition(db: Db, lock = false): Promise<Position> {
  const query = db.selectFrom('projection_position').selectAll()
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  const { sequence = 0, last_operation: lastOperation = 0, record_key: key, record_at: at } = row ?? {}
  // An earlier version knew only the number, and its migrations read this before there is more.
  const record = key == null || at == null ? null : { key, at }
  return { sequence: sequence as Sequence | 0, lastOperation, record }
}

export async function writePosition(db: Db, dialect: Dialect, position: Position): Promise<void> {
  const { sequence, lastOperation, record } = position
  const row = { id: 1, sequence, last_operation: lastOperation }
  const named = record ? { record_key: record.key, record_at: record.at } : {}
  await upsert(dialect, db.insertInto('projection_position').values({ ...row, ...named }), {
    key: ['id'],
    update: ['sequence', 'last_operation', ...(record ? ['record_key', 'record_at'] : [])],
  }).execute()
}

/** The last record whose effects SQL holds: the engine must recover from a snapshot that is not newer. */
export async function projectedPosition(sql: Sql): Promise<Sequence | 0> {
  await sql.migrate('peatio', projectionMigrations)
  return (await readPosition(sql.database<ProjectionTables>('peatio'))).sequence
}
