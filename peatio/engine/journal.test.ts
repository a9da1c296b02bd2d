import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32c } from '@node-rs/crc32'
import { createMemoryDisk, type MemoryDisk, type Storage } from '../../platform/storage/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { blockOf, type Block } from './frame.ts'
import { openJournal } from './journal.ts'
import type { JournalRecord } from './port.ts'
import { encodeRecord } from './record-codec.ts'
import { sealBytes } from './seal.ts'
import { createSegment, noLink } from './segment.ts'
import { seededRandom } from './seeded-stream.ts'

const first = 'journal-0000000000000001.log'
const lose = () => 0.99

const record = (sequence: number): JournalRecord => ({
  sequence: sequence as Sequence,
  at: (1_000 + sequence) as TimeMs,
  key: `key-${sequence}`,
  kind: 'cancel_orders',
  rejection: null,
  events: [],
})
const records = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => record(from + index))

/** Records as one batch of the journal. */
const block = (batch: JournalRecord[]): Block =>
  blockOf({ first: batch[0]!.sequence, lines: batch.map(encodeRecord) })

function open(storage: Storage, { after = 0, segmentBytesMax = 1 << 20 } = {}) {
  const replayed: JournalRecord[] = []
  const found = openJournal(storage, after, { segmentBytesMax, replay: (each) => replayed.push(each) })
  return { ...found, replayed, sequences: replayed.map(({ sequence }) => Number(sequence)) }
}

function createSegmentHead(storage: Storage): Buffer {
  const { head } = createSegment(storage, { first: 1, previous: noLink })
  return storage.read(first, 0, head.bytes)
}

/** Writes batches of two records; returns where in the first segment each batch begins. */
function written(disk: MemoryDisk, batches: number): number[] {
  const storage = disk.open()
  const { journal } = open(storage)
  const places = Array.from({ length: batches }, (_, index) => {
    const place = storage.size(first)
    journal.append(block(records(index * 2 + 1, index * 2 + 2)))
    return place
  })
  disk.kill()
  return places
}

test('what was appended is replayed, in order, after the sequence that was asked for', () => {
  const disk = createMemoryDisk(lose)
  written(disk, 3)
  const all = open(disk.open())
  assert.deepEqual(all.replayed, records(1, 6))
  assert.equal(all.torn, null)
  disk.kill()
  assert.deepEqual(open(disk.open(), { after: 3 }).sequences, [4, 5, 6])
})

test('a write that a crash cut short is dropped and reported, at whatever byte it was cut', () => {
  const whole = createMemoryDisk(lose)
  const [, , last] = written(whole, 3)
  const size = whole.join().size(first)
  const seal = size - sealBytes
  for (let cut = last! + 1; cut < size; cut++) {
    const disk = createMemoryDisk(lose)
    written(disk, 3)
    const damaged = disk.open()
    damaged.append(first).truncate(cut)
    const { sequences, torn, journal } = open(damaged)
    // Once the frame is whole, what is cut short is its seal, and the frame stays.
    const from = cut < seal ? last! : seal
    assert.deepEqual(sequences, cut < seal ? [1, 2, 3, 4] : [1, 2, 3, 4, 5, 6], `cut at ${cut}`)
    assert.deepEqual(torn, cut === seal ? null : { segment: first, position: from, bytes: cut - from })
    const next = sequences.length + 1
    journal.append(block(records(next, next)))
    disk.kill()
    assert.deepEqual(open(disk.open()).sequences, [...sequences, next])
  }
})

test('a wrong bit anywhere is damage, also in the last batch: its seal says that it was whole', () => {
  const places = written(createMemoryDisk(lose), 3)
  const whole = createMemoryDisk(lose)
  written(whole, 3)
  const size = whole.join().size(first)
  for (let position = places[0]!; position < size; position++) {
    const disk = createMemoryDisk(lose)
    written(disk, 3)
    disk.flip(first, position)
    const broken = places.findLast((place) => place <= position)!
    const following = places.find((place) => place > position) ?? size
    const at = position < following - sealBytes ? broken : following - sealBytes
    assert.throws(() => open(disk.open()), {
      code: 'journal_corrupt',
      message: new RegExp(
        `${first} at byte ${at}: (a broken record, and what stands behind|the seal of rec)`,
      ),
    })
  }
})

test('a power cut may take a seal that no sync had covered; then a broken last batch counts as unfinished', () => {
  const disk = createMemoryDisk(lose)
  const [, , last] = written(disk, 3)
  disk.cutPower()
  const unsealed = disk.join().size(first)
  assert.deepEqual(open(disk.open()).sequences, [1, 2, 3, 4, 5, 6])
  // Opening sealed it again.
  assert.equal(disk.join().size(first), unsealed + sealBytes)
  disk.cutPower()
  disk.flip(first, last! + 40)
  assert.deepEqual(open(disk.open()).sequences, [1, 2, 3, 4])
})

test('a whole batch whose seal before it was lost was never synced, and is dropped', () => {
  const disk = createMemoryDisk(lose)
  const [, second, third] = written(disk, 3)
  const storage = disk.open()
  storage.append(first).rewrite(third! - sealBytes, Buffer.alloc(sealBytes))
  assert.throws(() => open(storage), { code: 'journal_corrupt' }, 'its own seal says that it was')
  const file = storage.append(first)
  file.truncate(file.length - sealBytes)
  const { sequences, torn, journal } = open(storage)
  assert.deepEqual(sequences, [1, 2, 3, 4])
  assert.equal(torn?.position, third! - sealBytes)
  journal.append(block(records(5, 9)))
  disk.kill()
  assert.equal(open(disk.open()).sequences.length, 9)
  assert.ok(second)
})

test('a batch of another journal is no part of this one, although it is whole', () => {
  const [mine, other] = [createMemoryDisk(lose), createMemoryDisk(lose)]
  const places = written(mine, 3)
  const { journal } = open(other.open())
  for (const batch of [1, 3, 5])
    journal.append(block(records(batch, batch + 1).map((each) => ({ ...each, key: 'x1234' }))))
  const size = mine.join().size(first)
  assert.equal(other.join().size(first), size)
  mine.kill()
  const storage = mine.open()
  storage.append(first).rewrite(places[1]!, other.join().read(first, places[1]!, places[2]! - places[1]!))
  assert.throws(() => open(storage), {
    code: 'journal_corrupt',
    message: new RegExp(`at byte ${places[1]}: record 3 does not follow .* the chain is broken`),
  })
})

test('space taken in advance is no torn tail', () => {
  const disk = createMemoryDisk(lose)
  written(disk, 2)
  const storage = disk.open()
  storage.append(first).append([Buffer.alloc(5_000)])
  assert.ok(storage.size(first) > 5_000)
  const { sequences, torn, journal } = open(storage)
  assert.deepEqual(sequences, [1, 2, 3, 4])
  assert.equal(torn, null)
  journal.append(block(records(5, 6)))
  disk.kill()
  assert.deepEqual(open(disk.open()).sequences, [1, 2, 3, 4, 5, 6])
})

test('a full segment is followed by the next, and damage at the end of an older one is no torn tail', () => {
  const disk = createMemoryDisk(lose)
  const storage = disk.open()
  const { journal } = open(storage, { segmentBytesMax: 300 })
  for (let batch = 1; batch <= 9; batch++) {
    journal.rotate()
    journal.append(block(records(batch, batch)))
  }
  disk.kill()
  const names = disk.join().list()
  assert.ok(names.length >= 3)
  assert.deepEqual(open(disk.open()).sequences, [1, 2, 3, 4, 5, 6, 7, 8, 9])
  disk.kill()
  disk.flip(names[0]!, disk.join().size(names[0]!) - 1)
  assert.throws(() => open(disk.open()), { code: 'journal_corrupt', message: new RegExp(names[0]!) })
  disk.kill()
  disk.flip(names[0]!, disk.join().size(names[0]!) - 1)
  disk.open().remove(names[1]!)
  disk.kill()
  assert.throws(() => open(disk.open()), { code: 'journal_corrupt', message: /ends before record/ })
})

test('a journal that ends before its snapshot, or begins after it, is refused', () => {
  const disk = createMemoryDisk(lose)
  written(disk, 2)
  assert.throws(() => open(disk.open(), { after: 5 }), {
    code: 'journal_corrupt',
    message: /record 5 is missing/,
  })
  disk.kill()
  assert.equal(open(disk.open(), { after: 4 }).sequences.length, 0)
  const empty = createMemoryDisk(lose)
  assert.throws(() => open(empty.open(), { after: 4 }), {
    code: 'journal_corrupt',
    message: /does not reach back/,
  })
})

test('a segment with a broken head is refused, and one of a later version is not guessed at', () => {
  const disk = createMemoryDisk(lose)
  written(disk, 1)
  disk.flip(first, 3)
  assert.throws(() => open(disk.open()), { code: 'journal_corrupt', message: /at byte 0: the head/ })
  disk.kill()
  const later = disk.open()
  const head = createSegmentHead(later)
  head.writeUInt16LE(3, 8)
  head.writeUInt32LE(crc32c(head.subarray(0, 60)), 60)
  later.replace(first, [head])
  assert.throws(() => open(later), { code: 'journal_unreadable', message: /has format 3/ })
})

test('a batch whose sync failed is made durable by the next writer before it counts', () => {
  const disk = createMemoryDisk(lose)
  const { journal } = open(disk.open())
  journal.append(block(records(1, 2)))
  disk.failNextSync()
  assert.throws(() => journal.append(block(records(3, 4))), { code: 'storage_failed' })
  disk.kill()
  const again = open(disk.open())
  assert.deepEqual(again.sequences, [1, 2, 3, 4])
  again.journal.append(block(records(5, 6)))
  disk.cutPower()
  assert.deepEqual(open(disk.open()).sequences, [1, 2, 3, 4, 5, 6])
})

test('after any power cut everything that was synced is there, and no batch by halves', () => {
  const random = seededRandom(11)
  for (let round = 0; round < 200; round++) {
    const disk = createMemoryDisk(random)
    const { journal } = open(disk.open(), { segmentBytesMax: 4_000 })
    let synced = 0
    for (let batch = 0; batch < Math.floor(random() * 6); batch++) {
      const size = 1 + Math.floor(random() * 60)
      journal.rotate()
      journal.append(block(records(synced + 1, synced + size)))
      synced += size
    }
    disk.cutPowerAtNextSync()
    assert.throws(() => journal.append(block(records(synced + 1, synced + 40))))
    const { sequences } = open(disk.open(), { segmentBytesMax: 4_000 })
    assert.ok(
      [synced, synced + 40].includes(sequences.length),
      `${sequences.length} of ${synced} (seed 11, round ${round})`,
    )
    assert.deepEqual(
      sequences,
      records(1, sequences.length).map(({ sequence }) => sequence),
    )
  }
})
