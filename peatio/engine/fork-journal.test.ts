import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk, type MemoryDisk } from '../../platform/storage/index.ts'
import { diskWith, expectedOf } from './fixtures.ts'
import { openLeader } from './index.ts'
import { forkJournal } from './fork-journal.ts'
import { createSeededStream } from './seeded-stream.ts'
import { hash, newDisk, quiet, trading } from './trading-leader.ts'
import { verifyJournal } from './verify-journal.ts'

/** A disk whose next writer has a term above ten. */
function emptyDisk(): MemoryDisk {
  const disk = createMemoryDisk(() => 0)
  while (disk.open().epoch < 10) disk.kill()
  disk.kill()
  return disk
}

function forked(from: MemoryDisk, to: number): MemoryDisk {
  const disk = emptyDisk()
  const { sequence } = forkJournal(from.join(), disk.open(), to)
  disk.kill()
  assert.equal(sequence, to)
  return disk
}

test('a fork at any record, also within a batch, is sound, and an engine on it has the state of that moment', () => {
  const disk = newDisk()
  const leader = trading(disk, { segmentBytesMax: 5_000 })
  const stream = createSeededStream(3)
  const hashes = new Map<number, string>([[leader.sequence, hash(leader)]])
  for (let batch = 0; batch < 40; batch++) {
    if (leader.run(stream.next(1 + (batch % 4))).rotated && batch % 3 === 0) leader.snapshot()
    hashes.set(leader.sequence, hash(leader))
  }
  for (let to = 1; to <= leader.sequence; to++) {
    const fork = forked(disk, to)
    const found = verifyJournal(fork.join())
    assert.deepEqual([found.damage, found.notes, found.sequence], [[], [], to])
    if (hashes.has(to)) assert.equal(found.stateHash, hashes.get(to))
    if (to % 10 > 0) continue
    const again = openLeader({ storage: fork.open(), clock: () => 0, log: quiet })
    assert.equal(again.sequence, to)
    again.run(createSeededStream(9).next(3))
    assert.deepEqual(verifyJournal(fork.join()).damage, [])
  }
  assert.throws(() => forked(disk, leader.sequence + 1), {
    code: 'fork_impossible',
    message: /ends at record/,
  })
  assert.throws(() => forked(disk, 0), { code: 'fork_impossible' })
  const full = forked(disk, 5)
  assert.throws(() => forkJournal(disk.join(), full.open(), 5), {
    code: 'fork_impossible',
    message: /not empty/,
  })
})

test('a journal of format 1 is forked at any record, and goes on in the newest format', () => {
  const { sequence, segments } = expectedOf('journal-1')
  const { disk } = diskWith('journal-1', segments)
  for (let to = 1; to <= sequence; to += to % 3 === 0 ? 7 : 1) {
    const found = verifyJournal(forked(disk, to).join())
    assert.deepEqual([found.damage, found.notes, found.sequence], [[], [], to], `forked at ${to}`)
  }
})

test('a journal that lost its oldest segments is forked from its oldest snapshot on', () => {
  const disk = newDisk()
  const leader = trading(disk, { segmentBytesMax: 5_000, journalBytesMax: 12_000 })
  const stream = createSeededStream(3)
  for (let batch = 0; batch < 60; batch++) if (leader.run(stream.next(5)).rotated) leader.snapshot()
  const names = disk.join().list()
  const oldest = Number(names[0]!.slice(8, 24))
  const snapshot = Number(names.find((name) => name.startsWith('snapshot'))!.slice(9, 25))
  assert.ok(oldest > 1 && snapshot >= oldest)
  assert.throws(() => forked(disk, snapshot - 1), { code: 'fork_impossible', message: /reach back/ })
  for (const to of [snapshot, snapshot + 1, leader.sequence]) {
    const fork = forked(disk, to)
    const found = verifyJournal(fork.join())
    assert.deepEqual([found.damage, found.sequence], [[], to])
    assert.equal(found.notes.length, 1)
    assert.equal(openLeader({ storage: fork.open(), clock: () => 0, log: quiet }).sequence, to)
  }
})
