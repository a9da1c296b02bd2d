import type { InsertQueryBuilder, InsertResult } from 'kysely'

/** Rows of one statement: few enough that their parameters fit the wire of every database. */
const rowsMax = 1_000

/** Cuts rows into statements; `insert` makes one of them. */
export async function insertRows<Row, Tables, Table extends keyof Tables>(
  rows: Row[],
  insert: (part: Row[]) => InsertQueryBuilder<Tables, Table, InsertResult>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsMax) {
    await insert(rows.slice(start, start + rowsMax)).execute()
  }
}
