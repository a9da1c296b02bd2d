import { sql, type ColumnDefinitionBuilder, type RawBuilder } from 'kysely'
import type { Dialect } from './port.ts'

/** A sum: 20 digits before the point, 18 after (law 5). Kysely has no word for it, the databases have one. */
export const decimalColumn = sql`decimal(38,18)`
/** What sums add up to over a time: each has a limit, and what goes to and fro has none. */
export const turnoverColumn = sql`decimal(56,18)`
/** Milliseconds since the epoch, so that no driver or server has an opinion on time zones. */
export const timeColumn = 'bigint'
/** Text without a stated length; it cannot be indexed on MySQL. What is indexed says `varchar(n)`. */
export const textColumn = 'text'

/** Column types that the databases spell differently. */
export type Columns = {
  /** Type of a counter that the database keeps; goes with `identity`. */
  id: 'bigint'
  /** `addColumn('id', columns.id, columns.identity)` */
  identity(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
  /** JSON as text: written with `JSON.stringify`, read with `JSON.parse`, never queried into. */
  json: 'text' | RawBuilder<unknown>
}

export function columnsOf(dialect: Dialect): Columns {
  const mysql = dialect === 'mysql'
  return {
    id: 'bigint',
    identity: (column) =>
      mysql ? column.autoIncrement().primaryKey() : column.generatedByDefaultAsIdentity().primaryKey(),
    json: mysql ? sql`longtext` : 'text',
  }
}

/**
 * A decimal parameter for arithmetic or comparison. MariaDB reads a bare string parameter as DOUBLE
 * and silently loses digits (and rows) beyond the sixteenth; inserting a bare string is safe.
 */
export const dec = (text: string): RawBuilder<string> => sql<string>`cast(${text} as decimal(38,18))`
