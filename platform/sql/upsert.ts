import { sql, type InsertQueryBuilder } from 'kysely'
import { assert } from '../../core/units/index.ts'
import type { Dialect } from './port.ts'

/**
 * Inserts rows, or overwrites `update` of those that share `key` (its primary or a unique key). The rows of
 * one statement must differ in their keys. With nothing to update, rows that exist stay as they are.
 */
export function upsert<Tables, Table extends keyof Tables, Output>(
  dialect: Dialect,
  insert: InsertQueryBuilder<Tables, Table, Output>,
  { key, update }: { key: readonly string[]; update: readonly string[] },
): InsertQueryBuilder<Tables, Table, Output> {
  assert(key.length > 0, 'an upsert names the key it may meet')
  if (dialect === 'mysql') {
    // `insert ignore` would swallow every other error as well; setting a key to itself swallows none.
    const set =
      update.length > 0
        ? update.map((name) => valueSet(name))
        : [sql`${sql.ref(key[0]!)} = ${sql.ref(key[0]!)}`]
    return insert.modifyEnd(sql`on duplicate key update ${sql.join(set)}`)
  }
  const target = sql.join(key.map((name) => sql.ref(name)))
  if (update.length === 0) return insert.modifyEnd(sql`on conflict (${target}) do nothing`)
  const set = update.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`)
  return insert.modifyEnd(sql`on conflict (${target}) do update set ${sql.join(set)}`)
}

const valueSet = (name: string) => sql`${sql.ref(name)} = values(${sql.ref(name)})`
