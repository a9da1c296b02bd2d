import assert from 'node:assert/strict'
import type { Kysely } from 'kysely'
import { collectRows, type Rows } from '../../../peatio/engine/projector/collect-rows.ts'
import { createDefinitions } from '../../../peatio/engine/projector/definitions.ts'
import type { ProjectionTables } from '../../../peatio/engine/projector/index.ts'
import type { Published } from '../../../peatio/engine/index.ts'

type Projected = Pick<Rows, 'orders' | 'trades' | 'accounts' | 'operations'>

/** SQL holds what all records together say, as if it had been written in one piece: each once, none missing. */
export async function projectionFollows(
  { database }: { database: Kysely<ProjectionTables> },
  records: Published[],
): Promise<string[]> {
  const expected = collectRows(records, createDefinitions({ assets: [], markets: [], fees: [] }), 0)
  const [orders, trades, accounts, operations] = await Promise.all([
    database.selectFrom('orders').selectAll().orderBy('id').execute(),
    database.selectFrom('trades').selectAll().orderBy('id').execute(),
    database.selectFrom('accounts').selectAll().execute(),
    database.selectFrom('operations').selectAll().orderBy('id').execute(),
  ])
  return differences({ orders, trades, accounts, operations }, expected)
}

export function differences(found: Projected, expected: Projected): string[] {
  return (['orders', 'trades', 'accounts', 'operations'] as const).flatMap((table) => {
    const [have, want] = [inOrder(found[table]), inOrder(expected[table])]
    if (have.length !== want.length)
      return [`${table} has ${have.length} rows, the journal makes ${want.length}`]
    const at = have.findIndex((row, index) => !equal(row, want[index]))
    return at < 0
      ? []
      : [`${table} has ${JSON.stringify(have[at])}, the journal makes ${JSON.stringify(want[at])}`]
  })
}

const inOrder = (rows: readonly object[]): object[] =>
  rows.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))

const nameOf = (row: object): string =>
  'id' in row ? String(row.id).padStart(12, '0') : Object.values(row).slice(0, 2).join('/')

function equal(a: object, b: object | undefined): boolean {
  try {
    assert.deepEqual(a, b)
    return true
  } catch {
    return false
  }
}
