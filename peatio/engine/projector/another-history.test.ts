import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openPglite, type Sql } from '../../../platform/sql/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../../platform/storage/index.ts'
import { forkJournal, openEngine, type RunningEngine } from '../index.ts'
import { projectedPosition, startProjector } from './index.ts'
import { quiet, usd, whole } from './scene.ts'
import type { ProjectionTables } from './tables.ts'

let sql: Sql
before(async () => (sql = await openPglite(undefined)))
after(() => sql.close())

let now = 1_700_000_000_000
const open = (disk: MemoryDisk) => openEngine({ storage: disk.open(), clock: () => (now += 7), log: quiet() })

/** So many credits, each under a key that nobody else has. */
async function credit(engine: RunningEngine, count: number): Promise<void> {
  for (let each = 0; each < count; each++) {
    const about = { account: 'IDALICE' as never, asset: usd, sum: whole(1), reference: randomUUID() }
    const { rejection } = await engine.submit({
      key: randomUUID(),
      command: { kind: 'credit_deposit', ...about },
    })
    assert.equal(rejection, null)
  }
}

/** A copy up to a record, as `opex journal fork-at` makes it. */
function forked(from: MemoryDisk, to: number): MemoryDisk {
  const disk = createMemoryDisk(() => 0)
  while (disk.open().epoch < 10) disk.kill()
  disk.kill()
  forkJournal(from.join(), disk.open(), to)
  disk.kill()
  return disk
}

async function project(engine: RunningEngine): Promise<void> {
  const projector = await startProjector({ engine, sql, log: quiet() }, { lingerMs: 1 })
  await projector.reached(engine.sequence())
  await projector.stop()
}

test('a fork that went on past the projection is refused; one that agrees up to there is followed', async () => {
  const disk = createMemoryDisk(() => 0)
  const engine = open(disk)
  await engine.submit({
    key: 'usd',
    command: { kind: 'define_asset', asset: usd, type: 'fiat', precision: 2 },
  })
  await credit(engine, 9)
  await project(engine)
  assert.equal(await projectedPosition(sql), 10)

  // The same history: a fork at SQL's record or behind it, which goes on by itself.
  await credit(engine, 5)
  await engine.close()
  for (const to of [10, 12]) {
    const same = open(forked(disk, to))
    await credit(same, 3)
    const position = await projectedPosition(sql)
    if (to === 10) await project(same)
    else await assert.rejects(project(same), { code: 'projection_of_another_history' })
    assert.equal(
      await projectedPosition(sql),
      to === 10 ? 13 : position,
      'nothing is written when it is refused',
    )
    await same.close()
  }

  // Another history: as long as SQL's or longer, and forked before it.
  const other = open(forked(disk, 9))
  await assert.rejects(project(other), { code: 'projection_ahead_of_journal' })
  await credit(other, 4)
  await assert.rejects(project(other), { code: 'projection_of_another_history' })
  await credit(other, 20)
  await assert.rejects(project(other), { code: 'projection_of_another_history' })
  await other.close()
  const db = sql.database<ProjectionTables>('peatio')
  const { posted } = await db
    .selectFrom('accounts')
    .select('posted')
    .where('account', '=', 'IDALICE')
    .executeTakeFirstOrThrow()
  assert.equal(Number(posted), 12, 'SQL is as the fork that it followed')
})

test('a position that an earlier version wrote names no record, and is followed as before', async () => {
  const db = sql.database<ProjectionTables>('peatio')
  for (const table of [
    'accounts',
    'operations',
    'operation_totals',
    'assets',
    'projection_position',
  ] as const)
    await db.deleteFrom(table).execute()
  const engine = open(createMemoryDisk(() => 0))
  await engine.submit({
    key: 'usd',
    command: { kind: 'define_asset', asset: usd, type: 'fiat', precision: 2 },
  })
  await credit(engine, 3)
  await project(engine)
  await db.updateTable('projection_position').set({ record_key: null, record_at: null }).execute()
  await credit(engine, 2)
  await project(engine)
  assert.equal(await projectedPosition(sql), 6)
  const { record_key: key } = await db.selectFrom('projection_position').selectAll().executeTakeFirstOrThrow()
  assert.equal(typeof key, 'string', 'and names it from then on')
  await engine.close()
})
