import type { Kysely } from 'kysely'
import type { Migrations } from './migrate.ts'

export type Dialect = 'pglite' | 'postgres' | 'mysql'

/**
 * A database service. Schemas (databases, on MySQL) separate the subsystems: `peatio`, `barong`.
 * Decimals are strings, `bigint` columns safe numbers, on every dialect.
 */
export type Sql = {
  dialect: Dialect
  /** A query builder whose tables are those of this schema. `Tables` is the caller's word for what is in it. */
  database<Tables>(schema: string): Kysely<Tables>
  /**
   * Makes the schema if it is missing, then applies the migrations it has not seen, in the order of their names.
   * Rooms that share a schema call this each with their own; they begin their names with the room's.
   */
  migrate(schema: string, migrations: Migrations): Promise<void>
  /** Ends the running statement, rolls back what is not committed and lets the process exit. */
  close(): Promise<void>
}
