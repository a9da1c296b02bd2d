import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createMemoryDisk,
  type AppendFile,
  type MemoryDisk,
  type Storage,
} from '../../platform/storage/index.ts'
import type { MarketCode, Sequence } from '../../core/units/index.ts'
import { decodeFrame } from './frame.ts'
import { openEngine, type EngineOptions, type OpenEngine } from './index.ts'
import { plainRecord } from './held-batch.ts'
import type { Published, Submission } from './port.ts'
import { createSeededStream, openingCommands, seededRandom, streamAccounts } from './seeded-stream.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const lose = () => 0.99
const newDisk = () => createMemoryDisk(lose)

function open(disk: MemoryDisk, options: Partial<EngineOptions> = {}, ports: Partial<OpenEngine> = {}) {
  return openEngine({ storage: disk.open(), clock: () => 1_000, log: quiet, options, ...ports })
}

/** Turns are taken only when the test says so. */
function handTurned() {
  const waiting: (() => void)[] = []
  return {
    schedule: (work: () => void) => void waiting.push(work),
    turn() {
      while (waiting.length > 0) waiting.shift()!()
    },
  }
}

async function opened(disk: MemoryDisk, options: Partial<EngineOptions> = {}) {
  const engine = open(disk, options)
  await Promise.all(openingCommands().map((submission) => engine.submit(submission)))
  return engine
}

const code = (fault: unknown) => (fault as { code?: string }).code

/** Waits for the consumer to have seen a sequence. */
function collector() {
  const records: Published[] = []
  let wake = () => {}
  return {
    records,
    consumer(part: Published[]) {
      records.push(...part.map(plainRecord))
      wake()
    },
    async until(sequence: number) {
      while ((records.at(-1)?.sequence ?? 0) < sequence)
        await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

/** A storage that knows up to which record it was synced. */
function watched(storage: Storage): { storage: Storage; durable: () => number } {
  let written = 0
  let durable = 0
  const watch = (file: AppendFile): AppendFile => ({
    get length() {
      return file.length
    },
    append(buffers) {
      file.append(buffers)
      const frame = decodeFrame(Buffer.concat(buffers), 2)
      // Else it is the seal of the frame before.
      if (frame) written = frame.first + frame.lines.length - 1
    },
    sync() {
      file.sync()
      durable = written
    },
    rewrite: file.rewrite,
    truncate: file.truncate,
    close: file.close,
  })
  return {
    storage: { ...storage, append: (name, length) => watch(storage.append(name, length)) },
    durable: () => durable,
  }
}

test('no answer, read or event leaves before the sync that covers it', async () => {
  const { storage, durable } = watched(newDisk().open())
  const engine = openEngine({ storage, clock: () => 1_000, log: quiet, options: { batchMax: 8 } })
  let said = 0
  const check = (sequence: number) => {
    said += 1
    assert.ok(sequence <= durable(), `${sequence} was said, ${durable()} is durable`)
    assert.ok(sequence <= engine.sequence() && engine.sequence() <= durable())
  }
  await engine.subscribe(0, (records) => records.forEach(({ sequence }) => check(sequence)))
  const commands = [...openingCommands(), ...createSeededStream(2).next(200)]
  await Promise.all(
    commands.map(async (submission, index) => {
      check((await engine.submit(submission)).sequence)
      if (index % 7 === 0) check((await engine.read({ kind: 'state_hash' })).sequence)
    }),
  )
  assert.ok(said > 2 * commands.length)
  await engine.close()
})

test('a failing disk stops everything: waiting calls, later calls, subscriptions', async () => {
  const disk = newDisk()
  const stops: unknown[] = []
  const engine = open(disk, {}, { onStopped: (fault) => stops.push(code(fault)) })
  const seen = collector()
  await engine.subscribe(0, seen.consumer)
  const [first] = openingCommands() as [Submission]
  await engine.submit(first)
  disk.failNextSync()
  const waiting = openingCommands()
    .slice(1, 4)
    .map((submission) => engine.submit(submission))
  for (const result of await Promise.allSettled(waiting)) {
    assert.equal(result.status === 'rejected' && code(result.reason), 'engine_stopped')
  }
  await assert.rejects(engine.submit(first), { code: 'engine_stopped' })
  await assert.rejects(engine.read({ kind: 'state_hash' }), { code: 'engine_stopped' })
  await assert.rejects(
    engine.subscribe(0, () => {}),
    { code: 'engine_stopped' },
  )
  assert.deepEqual(stops, ['engine_stopped'])
  assert.equal(engine.sequence(), 1)
  assert.deepEqual(
    seen.records.map(({ sequence }) => sequence),
    [1],
  )
})

test('a disk that fails while the engine closes is told once, and closing ends all the same', async () => {
  const disk = newDisk()
  const stops: unknown[] = []
  const engine = open(disk, {}, { onStopped: (fault) => stops.push(code(fault)) })
  disk.failNextSync()
  const refused = assert.rejects(engine.submit(openingCommands()[0]!), { code: 'engine_stopped' })
  await Promise.all([refused, engine.close()])
  await engine.close()
  assert.deepEqual(stops, ['engine_stopped'])
})

test('cancels are taken before the orders of others that came earlier', async () => {
  const { schedule, turn } = handTurned()
  const engine = open(newDisk(), {}, { schedule })
  const [ada, bob] = streamAccounts as [never, never]
  const place = (key: string, account: never): Submission => ({
    key,
    command: {
      kind: 'place_order',
      account,
      uuid: key,
      market: 'btcusdt' as MarketCode,
      side: 'sell',
      type: 'limit',
      limit: 1_000 as never,
      quantity: 5 as never,
    },
  })
  const cancel = (key: string, uuid: string, account: never): Submission => ({
    key,
    command: { kind: 'cancel_order', account, order: { uuid } },
  })
  const first = [...openingCommands(), place('resting', ada)].map((submission) => engine.submit(submission))
  turn()
  await Promise.all(first)
  const calls = [place('o1', bob), cancel('c1', 'resting', ada), place('o2', ada), cancel('c2', 'o2', ada)]
  const answers = Promise.all(calls.map((submission) => engine.submit(submission)))
  turn()
  const [o1, c1, o2, c2] = await answers
  assert.ok(c1!.sequence < o1!.sequence)
  assert.ok(o1!.sequence < o2!.sequence && o2!.sequence < c2!.sequence)
  assert.equal(c2!.rejection, null)
})

test('from any sequence, at any speed, a reader gets every record once, in order (seed 6)', async () => {
  const random = seededRandom(6)
  const engine = await opened(newDisk(), { outboxWeightMax: 120, segmentBytesMax: 20_000, batchMax: 16 })
  const stream = createSeededStream(6)
  const last = (engine.sequence() as number) + 1_500
  const whole = collector()
  await engine.subscribe(0, whole.consumer)

  const readers: { from: number; records: Published[]; done: Promise<void> }[] = []
  const join = async (from: number, slow: boolean) => {
    const records: Published[] = []
    let finish = () => {}
    const done = new Promise<void>((resolve) => (finish = resolve))
    readers.push({ from, records, done })
    await engine.subscribe(from as Sequence, async (part) => {
      records.push(...part.map(plainRecord))
      if (slow) for (let turns = random() * 20; turns > 0; turns--) await new Promise(setImmediate)
      if (records.at(-1)!.sequence === last) finish()
    })
  }
  while (engine.sequence() < last) {
    const from = Math.floor(random() * (engine.sequence() + 1))
    if (random() < 0.15) await join(from, random() < 0.7)
    const wanted = Math.min(last - engine.sequence(), 1 + Math.floor(random() * 60))
    await Promise.all(stream.next(wanted).map((submission) => engine.submit(submission)))
  }
  await join(last - 1, false)
  await Promise.all([whole.until(last), ...readers.map(({ done }) => done)])
  assert.deepEqual(
    whole.records.map(({ sequence }) => Number(sequence)),
    Array.from({ length: last }, (_, index) => index + 1),
  )
  assert.ok(readers.length > 5)
  for (const { from, records } of readers) assert.deepEqual(records, whole.records.slice(from))
  await engine.close()
})

test('a consumer that throws loses its subscription and is reported; the others do not notice', async () => {
  const faults: unknown[] = []
  const engine = open(newDisk(), {}, { onConsumerFault: (error) => faults.push(error) })
  const broken = new Error('no database')
  let calls = 0
  await engine.subscribe(0, () => {
    calls += 1
    throw broken
  })
  const seen = collector()
  await engine.subscribe(0, seen.consumer)
  for (const submission of openingCommands()) await engine.submit(submission)
  await seen.until(openingCommands().length)
  assert.equal(calls, 1)
  assert.deepEqual(faults, [broken])
  await engine.close()
})

test('after its end a subscription gets nothing; a reader ahead of the journal is refused', async () => {
  const engine = open(newDisk())
  const [a, b] = openingCommands() as [Submission, Submission]
  const seen = collector()
  const end = await engine.subscribe(0, seen.consumer)
  await engine.submit(a)
  await seen.until(1)
  end()
  const { sequence } = await engine.submit(b)
  const other = collector()
  await engine.subscribe(0, other.consumer)
  await other.until(sequence)
  assert.equal(seen.records.length, 1)
  await assert.rejects(
    engine.subscribe(99 as Sequence, () => {}),
    { code: 'subscription_ahead' },
  )
  await engine.close()
})

test('closing answers what was asked, refuses what comes later, and leaves a snapshot', async () => {
  const disk = newDisk()
  const engine = open(disk)
  const asked = openingCommands().map((submission) => engine.submit(submission))
  const closed = engine.close()
  await assert.rejects(engine.submit(openingCommands()[0]!), { code: 'engine_stopped' })
  const answers = await Promise.all(asked)
  await closed
  await engine.close()
  const next = open(disk)
  assert.equal(next.recovered.snapshot, answers.at(-1)!.sequence)
  assert.equal(next.recovered.replayed, 0)
  assert.equal(next.sequence(), answers.length)
  await next.close()
})
