import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { openPglite, type Migrations } from './index.ts'

type Shelf = { jars: { id: number }; position: { id: number; count: number } }

const migrations: Migrations = {
  'pantry-0001': {
    async up(db) {
      await db.schema
        .createTable('jars')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .execute()
      await db.schema
        .createTable('position')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('count', 'integer', (column) => column.notNull())
        .execute()
    },
  },
}

/** Adds jars, three a transaction with their count, and says each count once it is committed. */
const script = `
  import { openPglite } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'index.js')).href)}
  const sql = await openPglite(process.argv[2])
  const db = sql.database('pantry')
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      const { count } = await tx.selectFrom('position').select('count').executeTakeFirstOrThrow()
      for (const more of [1, 2, 3]) await tx.insertInto('jars').values({ id: count + more }).execute()
      await tx.updateTable('position').set({ count: count + 3 }).execute()
      return count + 3
    })
    process.stdout.write(count + '\\n')
  }`

test('a killed process loses nothing that was committed, and nothing half done is left', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sql-kill-'))
  const data = join(directory, 'data')
  try {
    // What a first start leaves that was killed while it initialised.
    mkdirSync(join(data, 'pgdata.new'), { recursive: true })
    writeFileSync(join(data, 'pgdata.new', 'PG_VERSION'), '18')
    const first = await openPglite(data)
    await first.migrate('pantry', migrations)
    await first.database<Shelf>('pantry').insertInto('position').values({ id: 1, count: 0 }).execute()
    await first.close()
    writeFileSync(join(directory, 'fill.mjs'), script)

    for (let round = 0, known = 0; round < 2; round++) {
      const child = spawn(process.execPath, [join(directory, 'fill.mjs'), data], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        said += chunk.toString()
        if (said.split('\n').length > 20 + round * 7) break
      }
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      const acknowledged = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
      assert.ok(acknowledged > known)

      const sql = await openPglite(data)
      const db = sql.database<Shelf>('pantry')
      const { count } = await db.selectFrom('position').select('count').executeTakeFirstOrThrow()
      const ids = (await db.selectFrom('jars').select('id').orderBy('id').execute()).map(({ id }) => id)
      assert.ok(count >= acknowledged, `round ${round}: ${acknowledged} were said to be in, ${count} are`)
      assert.deepEqual(
        ids,
        Array.from({ length: count }, (_, index) => index + 1),
      )
      known = count
      await sql.close()
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
})
