import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { migrations, schema, type Db, type Tables } from '../database/index.ts'
import { createPermissions, defaultPermissions } from './index.ts'

let sql: Sql
let db: Db
before(async () => (sql = await openPglite(undefined)))
after(() => sql.close())
beforeEach(async () => {
  await sql.database('public').schema.dropSchema(schema).ifExists().cascade().execute()
  db = sql.database<Tables>(schema)
})

const reading = (role: string) =>
  ({ role, verb: 'GET', path: 'api/v2/peatio/admin', action: 'ACCEPT' }) as const
const isReading = ({ role, verb, path }: { role: string; verb: string; path: string }) =>
  ['compliance', 'support', 'reporter'].includes(role) && verb === 'GET' && path === 'api/v2/peatio/admin'

/** What version 0.1.0 has left: its migrations, and its rows. */
async function openEarlier(): Promise<void> {
  const { 'barong-0005-readers': _, ...earlier } = migrations
  await sql.migrate(schema, earlier)
  await createPermissions(
    db,
    defaultPermissions.filter((row) => !isReading(row)),
  )
}

/** A start of this version; gives the roles that read the operators' lists. */
async function start(): Promise<string[]> {
  await sql.migrate(schema, migrations)
  await createPermissions(db, defaultPermissions)
  const rows = await db.selectFrom('permissions').selectAll().execute()
  return rows
    .filter(isReading)
    .map(({ role }) => role)
    .sort()
}

test('a database of an earlier version gets the rows that have come since, and keeps all that it had', async () => {
  await openEarlier()
  const before = await db.selectFrom('permissions').selectAll().orderBy('id').execute()
  assert.deepEqual(await start(), ['compliance', 'reporter', 'support'])
  const now = await db.selectFrom('permissions').selectAll().orderBy('id').execute()
  assert.deepEqual(now.slice(0, before.length), before)
  assert.equal(now.length, before.length + 3)
})

test('what an operator has taken away since stays away', async () => {
  await openEarlier()
  await start()
  await db.deleteFrom('permissions').where('role', '=', 'support').where('verb', '=', 'GET').execute()
  assert.deepEqual(await start(), ['compliance', 'reporter'])
})

test('a role that an operator has removed does not come back, and a row that he has added is not doubled', async () => {
  await openEarlier()
  await db.deleteFrom('permissions').where('role', '=', 'reporter').execute()
  await db
    .insertInto('permissions')
    .values({ ...reading('support'), topic: null })
    .execute()
  assert.deepEqual(await start(), ['compliance', 'support'])
})

test('a new database has the default rows, each once', async () => {
  assert.deepEqual(await start(), ['compliance', 'reporter', 'support'])
  const rows = await db
    .selectFrom('permissions')
    .select(['action', 'role', 'verb', 'path', 'topic'])
    .orderBy('id')
    .execute()
  assert.deepEqual(rows, defaultPermissions)
})
