import type { Kysely } from 'kysely'
import type { Sequence } from '../../../core/units/index.ts'
import { upsert, type Dialect, type Sql } from '../../../platform/sql/index.ts'
import { projectionMigrations } from './migrations.ts'
import type { ProjectionTables } from './tables.ts'

type Db = Kysely<ProjectionTables>

export type Position = { sequence: Sequence | 0; lastOperation: number }

/** Reads the position; inside a transaction with `lock`, no other projector moves it until the end. */
export async function readPosition(db: Db, lock = false): Promise<Position> {
  const query = db.selectFrom('projection_position').select(['sequence', 'last_operation'])
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return { sequence: (row?.sequence ?? 0) as Sequence | 0, lastOperation: row?.last_operation ?? 0 }
}

export async function writePosition(db: Db, dialect: Dialect, position: Position): Promise<void> {
  const row = { id: 1, sequence: position.sequence, last_operation: position.lastOperation }
  await upsert(dialect, db.insertInto('projection_position').values(row), {
    key: ['id'],
    update: ['sequence', 'last_operation'],
  }).execute()
}

/** The last record whose effects SQL holds: the engine must recover from a snapshot that is not newer. */
export async function projectedPosition(sql: Sql): Promise<Sequence | 0> {
  await sql.migrate('peatio', projectionMigrations)
  return (await readPosition(sql.database<ProjectionTables>('peatio'))).sequence
}
