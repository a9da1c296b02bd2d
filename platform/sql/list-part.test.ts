import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listPart, openPglite, timeColumn, type Place, type Sql } from './index.ts'

type Row = { id: number; made_at: number; name: string }
type Tables = { rows: Row }

const seed = Number(process.env['OPEX_SEED'] ?? 2026)
let sql: Sql
before(async () => (sql = await openPglite(undefined)))
after(() => sql.close())

/** Many that are equal in what they are sorted by. */
function rowsOf(): Row[] {
  let state = seed
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0)
  return Array.from({ length: 60 }, (_, index) => {
    const [at, name] = [next() % 7, `n${next() % 5}`]
    return { id: index + 1, made_at: 1_700_000_000_000 + at, name }
  })
}

test(`parts put together are the list, once, and nothing that was added in front of it (seed ${seed})`, async () => {
  const db = sql.database<Tables>('peatio')
  await sql.migrate('peatio', {
    '0001-rows': {
      async up(schema) {
        await schema.schema
          .createTable('rows')
          .addColumn('id', 'bigint', (column) => column.primaryKey())
          .addColumn('made_at', timeColumn)
          .addColumn('name', 'varchar(9)')
          .execute()
      },
    },
  })
  const rows = rowsOf()
  await db.insertInto('rows').values(rows).execute()
  let added = 0
  for (const column of ['id', 'made_at', 'name'] as const) {
    for (const direction of ['asc', 'desc'] as const) {
      const sign = direction === 'asc' ? 1 : -1
      const expected = rows
        .toSorted((a, b) => sign * (a[column] === b[column] ? a.id - b.id : a[column] < b[column] ? -1 : 1))
        .map(({ id }) => id)
      const seen: number[] = []
      for (let place: Place | undefined, more = true; more;) {
        const part = await db
          .selectFrom('rows')
          .selectAll()
          .where('id', '>', 0)
          .$call(listPart(column, { direction, limit: 7, offset: 0, after: place }))
          .execute()
        seen.push(...part.map(({ id }) => id))
        const last = part.at(-1)
        place = last && { value: last[column], id: last.id }
        more = part.length === 7
        // In front of every place: before the first of a rising list, behind the last of a falling one.
        const front = { id: direction === 'asc' ? 0 - (added += 1) : 1_000 + (added += 1) }
        await db
          .insertInto('rows')
          .values({ ...front, made_at: sign > 0 ? 0 : 2e12, name: sign > 0 ? 'a' : 'z' })
          .execute()
      }
      assert.deepEqual(seen, expected, `${column} ${direction}`)
      await db.deleteFrom('rows').where('id', '<', 0).execute()
      await db.deleteFrom('rows').where('id', '>', 1_000).execute()
      const page = listPart(column, { direction, limit: 7, offset: 14 })
      const third = await db.selectFrom('rows').selectAll().$call(page).execute()
      assert.deepEqual(
        third.map(({ id }) => id),
        expected.slice(14, 21),
      )
    }
  }
})
