import { sql, type InsertQueryBuilder, type InsertResult, type Insertable, type Kysely } from 'kysely'
import { assert } from '../../core/units/index.ts'
import type { Dialect } from './port.ts'

/**
 * An insert of many rows, all with the columns of the first; goes with `upsert`. On PostgreSQL and PGlite they
 * travel as one JSON parameter, which costs a third of `values (…), (…)`: nobody builds, sends, types and plans
 * thousands of parameters. MySQL gets its multi-row values; there, a few thousand rows are the limit.
 */
export function insertMany<Tables, Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  dialect: Dialect,
  { table, rows }: { table: Table; rows: readonly Insertable<Tables[Table]>[] },
): InsertQueryBuilder<Tables, Table, InsertResult> {
  const [first] = rows
  assert(first !== undefined, 'an insert has rows')
  if (dialect === 'mysql') return db.insertInto(table).values(rows)
  const columns = Object.keys(first)
  const names = sql.join(columns.map((name) => sql.ref(name)))
  return db
    .insertInto(table)
    .columns(columns as (keyof Tables[Table] & string)[])
    .expression(
      sql`select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`,
    )
}
