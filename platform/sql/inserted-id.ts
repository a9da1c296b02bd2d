import { sql, type InsertQueryBuilder, type InsertResult } from 'kysely'
import type { Dialect } from './port.ts'

/** Runs an insert of one row into a table with an `identity` column named `id`, and gives that id. */
export async function insertedId<Tables, Table extends keyof Tables>(
  dialect: Dialect,
  insert: InsertQueryBuilder<Tables, Table, InsertResult>,
): Promise<number> {
  if (dialect === 'mysql') return Number((await insert.executeTakeFirstOrThrow()).insertId)
  const row: object = await insert.returning(sql<number>`id`.as('id')).executeTakeFirstOrThrow()
  return Number(Reflect.get(row, 'id'))
}
