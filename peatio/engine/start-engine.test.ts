import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Sequence } from '../../core/units/index.ts'
import { openDirectory } from '../../platform/storage/index.ts'
import { openLeader, startEngine, type EngineOptions, type StartEngine } from './index.ts'
import { plainRecord } from './held-batch.ts'
import type { Published, Submission } from './port.ts'
import { sealBytes } from './seal.ts'
import { createSeededStream, openingCommands, seededRandom } from './seeded-stream.ts'
import { snapshotName } from './snapshot.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const random = seededRandom(17)

function directoryFor(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'opex-engine-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const start = (directory: string, options: Partial<EngineOptions> = {}, ports: Partial<StartEngine> = {}) =>
  startEngine({ directory, log: quiet, options, onStopped: () => {}, onConsumerFault: () => {}, ...ports })

type Running = Awaited<ReturnType<typeof start>>
const submitAll = (engine: Running, submissions: Submission[]) =>
  Promise.all(submissions.map((submission) => engine.submit(submission)))
const hash = async (engine: Running) => (await engine.read({ kind: 'state_hash' })).result

/** Resolves when a reader has been given `count` records after `after`. */
function take(engine: Running, after: number, count: number): Promise<Published[]> {
  const records: Published[] = []
  return new Promise((resolve, reject) => {
    const consumer = (part: Published[]) => {
      records.push(...part.map(plainRecord))
      if (records.length >= count) resolve(records)
    }
    engine.subscribe(after as Sequence, consumer).catch(reject)
  })
}

test('what was answered is there after an orderly end, and readers get all of it again', async (t) => {
  const directory = directoryFor(t)
  const first = await start(directory)
  const live = take(first, 0, 321)
  await submitAll(first, openingCommands())
  const answers = await submitAll(first, createSeededStream(1).next(300))
  assert.equal(answers.at(-1)!.sequence, 321)
  const published = await live
  const before = await hash(first)
  await first.close()
  assert.ok(readdirSync(directory).every((name) => !name.startsWith('lock-')))

  const second = await start(directory)
  assert.deepEqual(
    { ...second.recovered, epoch: 0 },
    { sequence: 321, epoch: 0, first: 1, snapshot: 321, replayed: 0, behind: 0, torn: null },
  )
  assert.equal(await hash(second), before)
  assert.deepEqual(await take(second, 0, 321), published, 'backfilled from the journal by another thread')
  assert.deepEqual(await take(second, 300, 21), published.slice(300))
  const [again] = await submitAll(second, createSeededStream(1).next(1))
  assert.equal(again!.repeated, true)
  await second.close()
})

test('a second engine on the same directory is refused and the first goes on', async (t) => {
  const directory = directoryFor(t)
  const first = await start(directory)
  await assert.rejects(start(directory), (fault: Error & { code?: string }) => {
    assert.equal(fault.code, 'data_directory_in_use')
    assert.match(fault.message, new RegExp(`process ${process.pid} already works on ${directory}`))
    return true
  })
  await submitAll(first, openingCommands())
  await first.close()
})

test('a damaged journal is refused with segment and byte; an unfinished write is dropped and reported', async (t) => {
  const directory = directoryFor(t)
  const options = { batchMax: 5 }
  const first = await start(directory, options)
  await submitAll(first, openingCommands())
  await first.close()
  const name = 'journal-0000000000000001.log'
  const path = join(directory, name)
  const whole = readFileSync(path)
  for (const snapshot of readdirSync(directory).filter((each) => each.startsWith('snapshot-')))
    rmSync(join(directory, snapshot))

  const damaged = Buffer.from(whole)
  damaged[90] = damaged[90]! ^ 1
  writeFileSync(path, damaged)
  await assert.rejects(start(directory), {
    code: 'journal_corrupt',
    message: new RegExp(`${name} at byte 64: `),
  })

  writeFileSync(path, whole.subarray(0, whole.length - sealBytes - 3))
  const second = await start(directory)
  assert.equal(second.recovered.torn?.segment, name)
  assert.equal(second.recovered.sequence, 20)
  await second.close()
})

test('full segments get their snapshot from another thread, and old files go when they may', async (t) => {
  const directory = directoryFor(t)
  const options = { segmentBytesMax: 20_000, journalBytesMax: 50_000, outboxWeightMax: 200 }
  const dropped: object[] = []
  let wake = () => {}
  const info = (facts: object) => {
    if ('dropped' in facts) dropped.push(facts)
    wake()
  }
  const engine = await start(directory, options, { log: { ...quiet, info } })
  await submitAll(engine, openingCommands())
  const stream = createSeededStream(5)
  while (dropped.length < 3) {
    const { sequence } = (await submitAll(engine, stream.next(100))).at(-1)!
    engine.confirm('projector', sequence)
    await Promise.race([new Promise<void>((resolve) => (wake = resolve)), new Promise(setImmediate)])
  }
  const names = readdirSync(directory)
  assert.notEqual(
    names.find((name) => name.startsWith('journal-')),
    'journal-0000000000000001.log',
  )
  assert.ok(names.some((name) => name.startsWith('snapshot-')))
  const live = await hash(engine)
  await engine.close()
  const again = await start(directory)
  assert.equal(await hash(again), live)
  await again.close()
})

test('a start that had to replay closed segments has a snapshot written at once', async (t) => {
  const directory = directoryFor(t)
  const storage = await openDirectory(directory)
  const options = { segmentBytesMax: 20_000 }
  const dead = openLeader({ storage, clock: () => 1_000, log: quiet, options })
  dead.run(openingCommands())
  const stream = createSeededStream(6)
  for (let batch = 0; batch < 20; batch++) dead.run(stream.next(20))
  // Without a word, as a crash leaves it.
  await storage.close()
  const engine = await start(directory, options)
  const { snapshot, behind, sequence } = engine.recovered
  const segments = readdirSync(directory).filter((name) => name.startsWith('journal-')).length
  assert.deepEqual([snapshot, sequence, behind], [0, dead.sequence, segments - 1])
  const written = snapshotName(sequence)
  while (!readdirSync(directory).includes(written)) await new Promise((resolve) => setImmediate(resolve))
  await engine.close()
})

test('a reader that falls far behind a busy engine is served from the journal and misses nothing', async (t) => {
  const engine = await start(directoryFor(t), { outboxWeightMax: 100, segmentBytesMax: 60_000 })
  const slow = take(engine, 0, 2_000)
  await submitAll(engine, openingCommands())
  const stream = createSeededStream(9)
  while (engine.sequence() < 2_000) await submitAll(engine, stream.next(100))
  const sequences = (await slow).map(({ sequence }) => Number(sequence))
  assert.deepEqual(
    sequences,
    Array.from({ length: sequences.length }, (_, index) => index + 1),
  )
  await engine.close()
})

test('when the thread dies every waiting call is refused and the process is told', async (t) => {
  const stops: unknown[] = []
  const engine = await start(directoryFor(t), {}, { onStopped: (fault) => stops.push(fault) })
  const nonsense = engine.submit({ key: 'nonsense', command: 'nonsense' as never })
  await assert.rejects(nonsense, { code: 'engine_stopped' })
  await assert.rejects(engine.submit(openingCommands()[0]!), { code: 'engine_stopped' })
  assert.equal(stops.length, 1)
  await engine.close()
})

async function answersUntilKilled(
  directory: string,
  seed: number,
): Promise<[key: string, sequence: number, rejection: string | null][]> {
  const script = fileURLToPath(new URL('./kill-child.js', import.meta.url))
  const child = spawn(process.execPath, [script, directory, `${seed}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const wanted = 50 + Math.floor(random() * 1_500)
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop()!
    lines.push(...parts)
    if (lines.length > wanted) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  assert.equal(signal, 'SIGKILL')
  return lines.map((line) => JSON.parse(line))
}

test('after kill -9 in the middle of trading every answer still stands (seed 17)', async (t) => {
  const directory = directoryFor(t)
  for (let round = 0; round < 3; round++) {
    const answered = await answersUntilKilled(directory, 100 + round)
    const engine = await start(directory)
    assert.ok(engine.sequence() >= Math.max(...answered.map(([, sequence]) => sequence)))
    for (const [key, sequence, rejection] of answered) {
      const again = await engine.submit({
        key,
        command: { kind: 'define_asset', asset: 'never' as never, type: 'coin', precision: 1 },
      })
      assert.deepEqual([again.repeated, again.sequence, again.rejection], [true, sequence, rejection])
    }
    for (const { posted, held, promised } of (await engine.read({ kind: 'trial_balance' })).result) {
      assert.deepEqual([posted, held], [0n, promised])
    }
    await engine.close()
  }
})
