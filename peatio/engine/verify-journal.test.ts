import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk, type MemoryDisk, type Storage } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'
import { sealBytes } from './seal.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'
import { segmentsOf } from './segment.ts'
import { cancel, hash, newDisk, quiet, sell, trading } from './trading-leader.ts'
import { verifyJournal } from './verify-journal.ts'

/** A journal of a few segments and snapshots, whose writer was closed or killed. */
function traded({ batches = 30, segmentBytesMax = 6_000, snapshots = true } = {}) {
  const disk = newDisk()
  const leader = trading(disk, { segmentBytesMax })
  const stream = createSeededStream(8)
  for (let batch = 0; batch < batches; batch++) {
    const { rotated } = leader.run(stream.next(1 + (batch % 7)))
    if (rotated && snapshots) leader.snapshot()
  }
  return { disk, leader, names: segmentsOf(disk.join()).map(({ name }) => name) }
}

test('a sound journal is verified from end to end, with its snapshots and while its writer works', () => {
  const { disk, leader, names } = traded()
  const seen: number[] = []
  const found = verifyJournal(disk.join(), ({ bytes, bytesTotal }) => seen.push(bytes / bytesTotal))
  assert.deepEqual(found.damage, [])
  assert.deepEqual(found.notes, [])
  assert.equal(found.segments, names.length)
  assert.ok(names.length >= 4)
  assert.equal(found.sequence, leader.sequence)
  assert.equal(found.records, leader.sequence)
  assert.equal(found.snapshots, 2)
  assert.equal(found.stateHash, hash(leader))
  assert.ok(seen.at(-1)! > 0.9 && seen.at(-1)! <= 1)
  assert.equal(leader.run([sell('after')]).answers[0]!.rejection, null)
})

test('every single wrong byte of a journal is noticed, by who verifies it and by who opens it', () => {
  const options = { segmentBytesMax: 2_500 }
  const small = (): MemoryDisk => {
    const disk = createMemoryDisk(() => 0)
    const leader = openLeader({ storage: disk.open(), clock: () => 7, log: quiet, options })
    leader.run(openingCommands())
    leader.run([sell('one')])
    leader.snapshot()
    leader.run([sell('two'), cancel('three', 'one')])
    leader.run([cancel('four', 'two')])
    disk.kill()
    return disk
  }
  const disk = small()
  const files = disk.join()
  const names = files.list()
  assert.deepEqual(
    names.map((name) => name.slice(0, 8)),
    ['journal-', 'journal-', 'snapshot'],
  )
  let flips = 0
  for (const name of names) {
    for (let position = 0; position < files.size(name); position++) {
      const bit = (position * 5) % 8
      disk.flip(name, position, bit)
      const { damage, notes } = verifyJournal(disk.join())
      assert.ok(damage.length + notes.length > 0, `${name} at byte ${position}, bit ${bit}`)
      if (damage.length > 0) assert.ok(damage[0]!.startsWith(name), damage[0])
      if (name.startsWith('journal-')) assertRefused(disk, `${name} at byte ${position}, bit ${bit}`)
      disk.flip(name, position, bit)
      flips += 1
    }
  }
  assert.ok(flips > 5_000, `${flips} bytes`)
  assert.deepEqual(verifyJournal(disk.join()).damage, [])

  /** Opens a copy, without the snapshot that would spare reading it. */
  function assertRefused(of: MemoryDisk, where: string): void {
    const copy = createMemoryDisk(() => 0)
    let storage: Storage = copy.open()
    const from = of.join()
    for (const each of names.slice(0, 2)) storage.replace(each, [from.read(each, 0, from.size(each))])
    try {
      const { recovered } = openLeader({ storage, clock: () => 7, log: quiet, options })
      assert.ok(recovered.torn, `${where} was not noticed`)
      assert.ok(recovered.torn.bytes <= sealBytes, where)
    } catch (fault) {
      assert.equal((fault as { code?: string }).code, 'journal_corrupt', `${where}: ${String(fault)}`)
    }
  }
})
