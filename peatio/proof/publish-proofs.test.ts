import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Sequence } from '../../core/units/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { buildProofs } from './build-proofs.ts'
import { proofMigrations, publishProofs, startBuild } from './index.ts'
import { listProofs, proofDb } from './proof-store.ts'
import { bob, btc, journalOf, openScene, quiet, type Scene } from './scene.ts'

let sql: Sql
before(async () => {
  sql = await openPglite(undefined)
  await sql.migrate('peatio', proofMigrations)
})
after(() => sql.close())

const dayMs = 24 * 60 * 60_000
const published = async () =>
  (await listProofs(proofDb(sql), { limit: 100, offset: 0 })).proofs.map(
    ({ currency, sequence }) => `${currency} ${sequence}`,
  )

/** Resolves when something has come about. */
async function holds(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

/** What the daemon puts off, with its reasons: on a clock that stands still it would never come back to it. */
function logTo(delays: object[]) {
  const error = (facts: object, said: string) => {
    if (said === 'proofs of liabilities wait') delays.push(facts)
  }
  return Object.assign(createLog('test', 'silent'), { error })
}

/**
 * Resolves when so many proofs are published; the daemon's rounds are real, its clock is the test's. Throws as soon as
 * the daemon puts its work off.
 */
async function until(count: number, delays: object[] = []): Promise<string[]> {
  for (;;) {
    const now = await published()
    if (now.length >= count) return now
    if (delays.length > 0) throw new Error('the daemon waits', { cause: delays[0] })
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function daemonFor(scene: Scene, everyMs: number | null) {
  const built: number[] = []
  const delays: object[] = []
  let rounds = 0
  const daemon = await publishProofs({
    sql,
    engine: {
      sequence() {
        rounds += 1
        return scene.engine.sequence()
      },
    },
    directory: scene.directory,
    everyMs,
    build(sequence) {
      built.push(sequence)
      const { journalDirectory: journal, directory } = scene
      return startBuild({ journal, directory, sequence, sequencesKept: 10 })
    },
    clock: () => scene.now.at,
    log: logTo(delays),
    lookEveryMs: 5,
  })
  const looked = (times: number) => {
    const wanted = rounds + times
    return holds(() => rounds >= wanted)
  }
  return { daemon, built, looked, delays }
}

test('a day after the last proof the next is built and published, and not before', async (t) => {
  await proofDb(sql).deleteFrom('liability_proofs').execute()
  const scene = await openScene(t)
  const { daemon, built, delays } = await daemonFor(scene, dayMs)
  assert.deepEqual(await published(), [])
  scene.now.at += 60_000
  const first = scene.engine.sequence()
  assert.deepEqual(await until(2, delays), [`btc ${first}`, `usdt ${first}`])

  // First what is new, then the day: a proof that is due while nothing happened waits for another day.
  await scene.credit(bob, btc, '1')
  const second = scene.engine.sequence()
  scene.now.at += dayMs
  assert.deepEqual((await until(4, delays)).slice(0, 2), [`btc ${second}`, `usdt ${second}`])
  await daemon.stop()
  assert.deepEqual(built, [first, second])

  // The next process goes on where this one was: nothing is due, and what is published stays.
  const next = await daemonFor(scene, dayMs)
  await scene.credit(bob, btc, '1')
  scene.now.at += dayMs / 2
  await next.looked(5)
  await next.daemon.stop()
  assert.deepEqual(next.built, [])
  assert.equal((await published()).length, 4)
})

test('what an operator built is published, also when nothing is ever due; a broken file holds up none', async (t) => {
  await proofDb(sql).deleteFrom('liability_proofs').execute()
  const scene = await openScene(t)
  const { daemon, built, looked, delays } = await daemonFor(scene, null)
  writeFileSync(join(scene.directory, '0000000000000001-btc.json'), '{"version":1}')
  writeFileSync(join(scene.directory, 'notes.json'), 'nothing')
  const { directory } = scene
  await buildProofs({ journal: journalOf(scene), directory, sequence: 9 as Sequence, log: quiet })
  assert.deepEqual(await until(2, delays), ['btc 9', 'usdt 9'])
  scene.now.at += 10 * dayMs
  await looked(5)
  await daemon.stop()
  assert.deepEqual(built, [])
})

test('a build that fails is tried again later, and stops nothing', async (t) => {
  await proofDb(sql).deleteFrom('liability_proofs').execute()
  const scene = await openScene(t)
  const { directory, now, engine, journalDirectory: journal } = scene
  let failures = 0
  const daemon = await publishProofs({
    sql,
    engine,
    directory,
    everyMs: dayMs,
    build(sequence) {
      failures += 1
      if (failures > 1) return startBuild({ journal, directory, sequence, sequencesKept: 10 })
      return startBuild({ journal: join(journal, 'nowhere'), directory, sequence, sequencesKept: 10 })
    },
    clock: () => now.at,
    log: createLog('test', 'silent'),
    lookEveryMs: 5,
  })
  now.at += 60_000
  await holds(() => failures > 0)
  const hurry = setInterval(() => (now.at += 10 * 60_000), 20)
  t.after(() => clearInterval(hurry))
  await until(2)
  assert.ok(failures >= 2)
  await daemon.stop()
})
