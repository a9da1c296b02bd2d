import type { Kysely } from 'kysely'
import type { ProjectionTables } from '../../engine/projector/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'

export type BooksDb = Kysely<ProjectionTables>

/** A report with the last record that it can know of. */
export type AsOf<Report> = { sequence: number } & Report

/**
 * Makes a report of one moment of the books, however many questions it asks. `last` is when the last record was made:
 * it may be later than a clock that was put back, and is part of what there is now.
 */
export function readBooks<Report extends object>(
  sql: Sql,
  make: (db: BooksDb, last: number) => Promise<Report>,
): Promise<AsOf<Report>> {
  return sql
    .database<ProjectionTables>('peatio')
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const row = await db.selectFrom('projection_position').selectAll().executeTakeFirst()
      return { sequence: row?.sequence ?? 0, ...(await make(db, row?.record_at ?? 0)) }
    })
}

/** In a textbook assets and expenses grow by debit; the wire credits whatever grows. */
export const textbook = (
  code: number,
  { debit, credit }: { debit: bigint; credit: bigint },
): { debit: bigint; credit: bigint } =>
  growsByDebit(code) ? { debit: credit, credit: debit } : { debit, credit }

export const growsByDebit = (code: number): boolean => code < 200 || code >= 400
