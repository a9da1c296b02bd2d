import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import {
  constraintOf,
  dec,
  decimalColumn,
  insertedId,
  insertMany,
  isDuplicate,
  openPglite,
  sqlFailure,
  timeColumn,
  upsert,
  type Migrations,
  type Sql,
} from './index.ts'
import type { Generated, Kysely } from 'kysely'

type Shelf = {
  jars: { id: Generated<number>; name: string; sum: string; made_at: number; sealed: boolean }
}

const migrations: Migrations = {
  'pantry-0001-jars': {
    async up(db, columns) {
      await db.schema
        .createTable('jars')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('name', 'varchar(40)', (column) => column.notNull().unique())
        .addColumn('sum', decimalColumn, (column) => column.notNull())
        .addColumn('made_at', timeColumn, (column) => column.notNull())
        .addColumn('sealed', 'boolean', (column) => column.notNull())
        .execute()
    },
  },
}
const jar = (name: string, sum = '1.5') => ({ name, sum, made_at: 1_623_401_817_123, sealed: true })

let sql: Sql
let db: Kysely<Shelf>
before(async () => {
  sql = await openPglite(undefined)
  await sql.migrate('pantry', migrations)
  db = sql.database<Shelf>('pantry')
})
after(() => sql.close())

test('a sum of 38 digits comes back as the same text, a time as a number, a flag as a flag', async () => {
  const sum = '12345678901234567890.123456789012345678'
  await db.insertInto('jars').values(jar('exact', sum)).execute()
  const row = await db.selectFrom('jars').selectAll().where('name', '=', 'exact').executeTakeFirstOrThrow()
  assert.deepEqual({ ...row, id: 0 }, { id: 0, name: 'exact', sum, made_at: 1_623_401_817_123, sealed: true })
})

test('decimal parameters compare exactly', async () => {
  await db.insertInto('jars').values(jar('close', '123456789012345678.9')).execute()
  const least = (text: string) =>
    db.selectFrom('jars').select('name').where('name', '=', 'close').where('sum', '>=', dec(text)).execute()
  assert.equal((await least('123456789012345678.900000000000000001')).length, 0)
  assert.equal((await least('123456789012345678.9')).length, 1)
})

test('an upsert overwrites what it names and leaves the rest', async () => {
  await db.insertInto('jars').values(jar('jam', '1')).execute()
  const insert = db.insertInto('jars').values([{ ...jar('jam', '2'), made_at: 5 }, jar('honey', '3')])
  await upsert(sql.dialect, insert, { key: ['name'], update: ['sum'] }).execute()
  const again = db.insertInto('jars').values(jar('honey', '9'))
  await upsert(sql.dialect, again, { key: ['name'], update: [] }).execute()
  const rows = await db
    .selectFrom('jars')
    .selectAll()
    .where('name', 'in', ['jam', 'honey'])
    .orderBy('name')
    .execute()
  assert.deepEqual(
    rows.map((row) => [row.name, row.sum, row.made_at]),
    [
      ['honey', '3.000000000000000000', 1_623_401_817_123],
      ['jam', '2.000000000000000000', 1_623_401_817_123],
    ],
  )
})

test('many rows go in at once, with every digit and whatever their text says, and may overwrite', async () => {
  const odd = `it's "quoted" \\ {braces}, \n\t and ünïcode 🍯`.slice(0, 40)
  const rows = Array.from({ length: 3_000 }, (_, index) =>
    jar(`many ${index}`, `${index}.000000000000000001`),
  )
  await insertMany(db, sql.dialect, { table: 'jars', rows: [...rows, jar(odd)] }).execute()
  const again = insertMany(db, sql.dialect, { table: 'jars', rows: [jar('many 7', '0.5'), jar('one more')] })
  await upsert(sql.dialect, again, { key: ['name'], update: ['sum'] }).execute()
  const found = await db
    .selectFrom('jars')
    .selectAll()
    .where('name', 'in', ['many 7', 'many 2999', odd])
    .execute()
  const sums = new Map(found.map(({ name, sum }) => [name, sum]))
  assert.equal(sums.get('many 7'), '0.500000000000000000')
  assert.equal(sums.get('many 2999'), '2999.000000000000000001')
  assert.equal(sums.get(odd), '1.500000000000000000')
})

test('a duplicate is told from other refusals, with the name of what refused', async () => {
  const id = await insertedId(sql.dialect, db.insertInto('jars').values(jar('twin')))
  assert.ok(Number.isSafeInteger(id) && id > 0)
  const refused = await db
    .insertInto('jars')
    .values(jar('twin'))
    .execute()
    .then(
      () => undefined,
      (error: unknown) => error,
    )
  assert.equal(isDuplicate(refused), true)
  assert.equal(constraintOf(refused), 'jars_name_key')
  const unknown = await db
    .insertInto('jars')
    .values({ ...jar('x'), sum: 'many' })
    .execute()
    .catch((error: unknown) => error)
  assert.equal(sqlFailure(unknown), 'other')
  assert.equal(sqlFailure({ errno: 4025, code: 'ER_INNODB_AUTOEXTEND_SIZE_OUT_OF_RANGE' }), 'constraint')
  assert.equal(
    constraintOf({ errno: 1062, sqlMessage: "Duplicate entry 'a' for key 'users.users_email'" }),
    'users_email',
  )
})

test('transactions do not interleave, and one that throws leaves nothing', async () => {
  const steps: string[] = []
  const slow = db.transaction().execute(async (tx) => {
    await tx.insertInto('jars').values(jar('slow')).execute()
    steps.push('slow began')
    await new Promise((resolve) => setImmediate(resolve))
    await tx.selectFrom('jars').select('id').execute()
    steps.push('slow ended')
    throw new Error('changed my mind')
  })
  const quick = db.selectFrom('jars').select('id').where('name', '=', 'slow').execute()
  await assert.rejects(slow, /changed my mind/)
  assert.deepEqual(await quick, [])
  assert.deepEqual(steps, ['slow began', 'slow ended'])
})

test('two rooms migrate one schema, each step once', async () => {
  let ran = 0
  const cellar: Migrations = {
    'cellar-0001-barrels': {
      async up(tx) {
        ran++
        await tx.schema.createTable('barrels').addColumn('id', 'integer').execute()
      },
    },
  }
  await sql.migrate('pantry', cellar)
  await sql.migrate('pantry', cellar)
  await sql.migrate('pantry', migrations)
  assert.equal(ran, 1)
})

test('a migration that fails leaves neither its tables nor its name', async () => {
  const broken = (fail: boolean): Migrations => ({
    'attic-0001': {
      async up(tx) {
        await tx.schema.createTable('boxes').addColumn('id', 'integer').execute()
        if (fail) throw new Error('no space')
      },
    },
  })
  await assert.rejects(sql.migrate('attic', broken(true)), { code: 'sql_migration_failed' })
  await sql.migrate('attic', broken(false))
})

test('schemas are apart', async () => {
  await sql.migrate('kitchen', migrations)
  const kitchen = sql.database<Shelf>('kitchen')
  await kitchen.insertInto('jars').values(jar('only here')).execute()
  assert.deepEqual(await db.selectFrom('jars').select('id').where('name', '=', 'only here').execute(), [])
})

test('what was committed survives a close; a directory has one owner; a dead owner is no owner', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sql-'))
  try {
    const first = await openPglite(directory)
    await first.migrate('pantry', migrations)
    await first.database<Shelf>('pantry').insertInto('jars').values(jar('kept')).execute()
    await assert.rejects(openPglite(directory), { code: 'sql_directory_in_use' })
    await first.close()
    await assert.rejects(first.database<Shelf>('pantry').selectFrom('jars').select('id').execute(), {
      code: 'sql_unavailable',
    })
    writeFileSync(join(directory, 'lock'), '999999999 1')
    const second = await openPglite(directory)
    const rows = await second.database<Shelf>('pantry').selectFrom('jars').select('name').execute()
    assert.deepEqual(rows, [{ name: 'kept' }])
    await second.close()
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('closing lets the process end by itself, while statements are on their way', async () => {
  const script = `
    import { openPglite } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'index.js')).href)}
    const sql = await openPglite(undefined)
    const db = sql.database('pantry')
    await db.connection().execute(() => undefined)
    const asked = Promise.allSettled([1, 2, 3].map(() => db.introspection.getSchemas()))
    for (let turn = 0; turn < 20; turn++) await undefined
    await sql.close()
    process.stdout.write((await asked).map((each) => each.status).join(' '))`
  const directory = mkdtempSync(join(tmpdir(), 'sql-'))
  try {
    writeFileSync(join(directory, 'closes.mjs'), script)
    const child = spawn(process.execPath, [join(directory, 'closes.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    assert.equal(code, 0)
    assert.equal(said, 'fulfilled rejected rejected')
  } finally {
    rmSync(directory, { recursive: true })
  }
})
