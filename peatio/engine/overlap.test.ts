import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk, type MemoryDisk, type Storage } from '../../platform/storage/index.ts'
import { openEngine, type RunningEngine } from './index.ts'
import type { Answer, Submission } from './port.ts'
import { createSeededStream, openingCommands, seededRandom } from './seeded-stream.ts'
import { cancel, quiet, sell } from './trading-leader.ts'

const limit = { timeout: 30_000 }

/** A disk whose later syncs end when the test says so; `begun` counts those that were asked for. */
function slowDisk() {
  const disk = createMemoryDisk(() => 0.99)
  const state = { begun: 0, end: (_fault?: Error): void => {} }
  const storage = disk.open()
  const slow: Storage = {
    ...storage,
    append(name, length) {
      const file = storage.append(name, length)
      return {
        get length() {
          return file.length
        },
        append: (buffers) => file.append(buffers),
        rewrite: (position, bytes) => file.rewrite(position, bytes),
        sync: () => file.sync(),
        truncate: (to) => file.truncate(to),
        close: () => file.close(),
        syncLater: () =>
          new Promise((resolve, reject) => {
            state.begun += 1
            state.end = (fault) => {
              state.end = () => {}
              if (fault) return reject(fault)
              file.sync()
              resolve()
            }
          }),
      }
    },
  }
  return { disk, storage: slow, state }
}

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
}

async function trading() {
  const { disk, storage, state } = slowDisk()
  const stops: Error[] = []
  const onStopped = (fault: Error) => stops.push(fault)
  const engine = openEngine({ storage, clock: () => 1_000, log: quiet, overlaps: true, onStopped })
  const opening = Promise.all(openingCommands().map((submission) => engine.submit(submission)))
  await settled()
  state.end()
  await opening
  return { disk, engine, state, stops, opened: state.begun }
}

/** Which of the submissions have been answered. */
function watch(engine: RunningEngine, submissions: Submission[]) {
  const answered: string[] = []
  const all = submissions.map((submission) =>
    engine.submit(submission).then((answer: Answer) => {
      answered.push(submission.key)
      return answer
    }),
  )
  return { answered, all: Promise.all(all) }
}

test(
  'while a batch syncs the next one is decided and grows, and nothing leaves before its own sync',
  limit,
  async () => {
    const { engine, state, opened } = await trading()
    const sequence = engine.sequence()
    const first = watch(engine, [sell('a')])
    await settled()
    const second = watch(engine, [sell('b')])
    await settled()
    const third = watch(engine, [cancel('c', 'a'), sell('a')])
    const read = engine.read({ kind: 'open_orders', account: 'IDNOBODY' as never })
    await settled()
    assert.deepEqual([...first.answered, ...second.answered, ...third.answered], [])
    assert.deepEqual([state.begun - opened, engine.sequence()], [1, sequence])

    state.end()
    const [answer] = await first.all
    await settled()
    assert.equal(engine.sequence(), answer!.sequence)
    assert.deepEqual([...second.answered, ...third.answered], [], 'the cancel and the repeat too')
    assert.equal(state.begun - opened, 2, 'both wait for one sync')

    state.end()
    const [[placed], [canceled, repeated]] = await Promise.all([second.all, third.all])
    assert.deepEqual([placed!.rejection, canceled!.rejection], [null, null])
    assert.deepEqual(repeated, { ...answer, repeated: true })
    assert.ok((await read).sequence >= answer!.sequence)
  },
)

test('a sync that fails later stops everything: what was decided meanwhile was never so', limit, async () => {
  const { disk, engine, state, stops } = await trading()
  const before = engine.sequence()
  const calls = [engine.submit(sell('a'))]
  await settled()
  calls.push(engine.submit(sell('b')))
  await settled()
  state.end(new Error('EIO'))
  for (const call of calls) await assert.rejects(call, { code: 'engine_stopped' })
  await assert.rejects(engine.submit(sell('c')), { code: 'engine_stopped' })
  assert.equal(stops.length, 1)
  disk.cutPower()
  const again = openEngine({ storage: disk.open(), clock: () => 1_000, log: quiet })
  assert.equal(again.sequence(), before)
  await again.close()
})

test('closing waits for the sync and for what was decided meanwhile', limit, async () => {
  const { disk, engine, state } = await trading()
  const first = engine.submit(sell('a'))
  await settled()
  const second = engine.submit(sell('b'))
  await settled()
  const closed = engine.close()
  state.end()
  await first
  await settled()
  state.end()
  const { sequence } = await second
  await closed
  const again = openEngine({ storage: disk.open(), clock: () => 1_000, log: quiet })
  assert.equal(again.sequence(), sequence)
  await again.close()
})

test('whenever the writer dies, all that was answered stands, once (seed 12)', limit, async () => {
  const random = seededRandom(12)
  for (let round = 0; round < 20; round++) {
    const { disk, storage, state } = slowDisk()
    const options = { batchMax: 40, segmentBytesMax: 40_000 }
    const engine = openEngine({ storage, clock: () => 1_000, log: quiet, overlaps: true, options })
    const submissions = [...openingCommands(), ...createSeededStream(round).next(600)]
    const answered = new Map<string, Answer>()
    const deathAt = Math.floor(random() * submissions.length)
    for (let from = 0; from < deathAt; from += 25) {
      for (const submission of submissions.slice(from, from + 25)) {
        const keep = (answer: Answer) => void answered.set(submission.key, answer)
        engine.submit(submission).then(keep, () => {})
      }
      await settled()
      if (random() < 0.8) state.end()
    }
    await settled()
    if (random() < 0.5) disk.kill()
    else disk.cutPower()
    await expectAnswers(disk, answered)
  }
})

async function expectAnswers(disk: MemoryDisk, answered: Map<string, Answer>): Promise<void> {
  const again = openEngine({ storage: disk.open(), clock: () => 1_000, log: quiet })
  for (const [key, answer] of answered) {
    assert.ok(again.sequence() >= answer.sequence)
    const repeated = await again.submit({ key, command: openingCommands()[0]!.command })
    assert.deepEqual(repeated, { ...answer, repeated: true })
  }
  for (const { posted, held, promised } of (await again.read({ kind: 'trial_balance' })).result)
    assert.deepEqual([posted, held], [0n, promised])
  await again.close()
}
