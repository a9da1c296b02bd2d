import { sql, type InsertQueryBuilder } from 'kysely'
import { assert } from '../../core/units/index.ts'
import type { Dialect } from './port.ts'

type Overwriting = {
  key: readonly string[]
  update: readonly string[]
  add?: { table: string; columns: readonly string[] }
}

/**
 * Inserts rows, or overwrites `update` of those that share `key` (its primary or a unique key). The rows of
 * one statement must differ in their keys. With nothing to update, rows that exist stay as they are. `add` names the
 * table and its columns that are added to what is there, instead of overwritten.
 */
export function upsert<Tables, Table extends keyof Tables, Output>(
  dialect: Dialect,
  insert: InsertQueryBuilder<Tables, Table, Output>,
  { key, update, add }: Overwriting,
): InsertQueryBuilder<Tables, Table, Output> {
  assert(key.length > 0, 'an upsert names the key it may meet')
  if (dialect === 'mysql') {
    // `insert ignore` would swallow every other error as well; setting a key to itself swallows none.
    const set = [
      ...update.map((name) => valueSet(name)),
      ...(add?.columns ?? []).map(
        (name) => sql`${sql.ref(name)} = ${sql.ref(name)} + values(${sql.ref(name)})`,
      ),
    ]
    if (set.length === 0) set.push(sql`${sql.ref(key[0]!)} = ${sql.ref(key[0]!)}`)
    return insert.modifyEnd(sql`on duplicate key update ${sql.join(set)}`)
  }
  const target = sql.join(key.map((name) => sql.ref(name)))
  if (update.length === 0 && !add) return insert.modifyEnd(sql`on conflict (${target}) do nothing`)
  const set = [
    ...update.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
    ...(add?.columns ?? []).map(
      (name) => sql`${sql.ref(name)} = ${sql.ref(`${add!.table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
    ),
  ]
  return insert.modifyEnd(sql`on conflict (${target}) do update set ${sql.join(set)}`)
}

const valueSet = (name: string) => sql`${sql.ref(name)} = values(${sql.ref(name)})`
