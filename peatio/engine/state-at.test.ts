import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence } from '../../core/units/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { hashOf, openEngine, stateAt } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'
import { snapshotsOf } from './snapshot.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const seed = 2_611

/** A journal of a thousand records, and the hash that the engine told at some of them. */
async function traded(segmentBytesMax = 60_000) {
  const disk = createMemoryDisk(() => 0)
  const storage = disk.open()
  const engine = openEngine({ storage, clock: () => 5_000, log, options: { segmentBytesMax } })
  await Promise.all(openingCommands().map((submission) => engine.submit(submission)))
  const stream = createSeededStream(seed)
  const told = new Map<Sequence, string>()
  for (let round = 0; round < 10; round++) {
    await Promise.all(stream.next(100).map((submission) => engine.submit(submission)))
    const { sequence, result } = await engine.read({ kind: 'state_hash' })
    told.set(sequence as Sequence, result)
  }
  return { engine, storage, told }
}

test(`any past state is what the engine told then, from a snapshot or from the start (seed ${seed})`, async () => {
  const { engine, storage, told } = await traded()
  assert.ok(snapshotsOf(storage).length > 0, 'there are snapshots on the way')
  const reached: number[] = []
  for (const [sequence, hash] of told) {
    const past = stateAt(storage, sequence, { log, onReplayed: (each) => reached.push(each) })
    assert.equal(past.sequence, sequence)
    assert.equal(past.at, 5_000)
    assert.equal(hashOf(past.exchange), hash)
  }
  const synced: string[] = []
  const last = stateAt(storage, 'last', { log, sync: (name) => synced.push(name) })
  assert.deepEqual(synced, [storage.list().findLast((name) => name.startsWith('journal-'))])
  assert.equal(hashOf(last.exchange), [...told.values()].at(-1))
  await engine.close()
})

test('a record in the middle of a batch ends a replay as well', async () => {
  const { engine, storage, told } = await traded()
  const [first] = told.keys()
  const past = stateAt(storage, (first! - 7) as Sequence, { log })
  assert.equal(past.sequence, first! - 7)
  assert.notEqual(hashOf(past.exchange), told.get(first!))
  await engine.close()
})

test('a record that is not there yet, and an empty journal, are short', async () => {
  const { engine, storage } = await traded()
  assert.throws(() => stateAt(storage, 1_000_000 as Sequence, { log }), { code: 'journal_short' })
  await engine.close()
  const empty = createMemoryDisk(() => 0).open()
  const fresh = openEngine({ storage: empty, clock: () => 1, log })
  assert.throws(() => stateAt(empty, 'last', { log }), { code: 'journal_short' })
  await fresh.close()
})

test('half a batch at the end is not there yet; damage before it is told by its place', async () => {
  const { storage, told } = await traded(1_000_000)
  const last = [...told.keys()].at(-1)!
  const [name] = storage.list() as [string]
  const taken = storage.read(name, 0, storage.size(name))
  // Behind the last batch there may be space that was taken in advance.
  const whole = taken.subarray(0, taken.findLastIndex((byte) => byte !== 0) + 1)
  const rewrite = (change: (bytes: Buffer) => Buffer) => storage.replace(name, [change(Buffer.from(whole))])
  // Behind the last batch stands its seal, of eight bytes.
  rewrite((bytes) => bytes.subarray(0, bytes.length - 8 - 5))
  assert.ok(stateAt(storage, 'last', { log }).sequence < last)
  rewrite((bytes) => {
    bytes[200]! ^= 1
    return bytes
  })
  assert.throws(() => stateAt(storage, last, { log }), { code: 'journal_corrupt', message: new RegExp(name) })
})
