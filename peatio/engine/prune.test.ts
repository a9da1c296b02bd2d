import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence } from '../../core/units/index.ts'
import { createSeededStream } from './seeded-stream.ts'
import { hash, newDisk, reopen, trading } from './trading-leader.ts'

test('old snapshots go, and with a bound on the journal old segments; what a reader still needs stays', () => {
  const disk = newDisk()
  const leader = trading(disk, { segmentBytesMax: 10_000, journalBytesMax: 25_000 })
  const stream = createSeededStream(4)
  const files = (kind: string) =>
    disk
      .join()
      .list()
      .filter((name) => name.startsWith(kind))
  const trade = (batches: number) => {
    for (let batch = 0; batch < batches; batch++) if (leader.run(stream.next(20)).rotated) leader.snapshot()
  }
  const behind = leader.sequence as Sequence
  leader.confirm('projector', behind)
  trade(60)
  assert.equal(files('journal-')[0], 'journal-0000000000000001.log', 'the reader is before every snapshot')
  assert.equal(leader.replay(behind).next(leader.sequence, 10)[0]!.sequence, behind + 1)

  leader.confirm('projector', leader.sequence as Sequence)
  const caughtUp = leader.sequence
  trade(6)
  const bytes = files('journal-').reduce((sum, name) => sum + disk.join().size(name), 0)
  assert.ok(bytes < 60_000, `${bytes} bytes`)
  assert.ok(files('snapshot-').length <= 3)
  assert.throws(() => leader.replay(behind), { code: 'journal_corrupt', message: /does not reach back/ })
  assert.equal(leader.replay(caughtUp).next(leader.sequence, 1)[0]!.sequence, caughtUp + 1)
  assert.equal(hash(reopen(disk)), hash(leader))
})

test('without a bound the whole journal is kept', () => {
  const disk = newDisk()
  const leader = trading(disk, { segmentBytesMax: 10_000 })
  const stream = createSeededStream(4)
  for (let batch = 0; batch < 60; batch++) if (leader.run(stream.next(20)).rotated) leader.snapshot()
  assert.equal(disk.join().list()[0], 'journal-0000000000000001.log')
  const all = leader.replay(0)
  let count = 0
  for (let part = all.next(leader.sequence, 100); part.length > 0; part = all.next(leader.sequence, 100))
    count += part.length
  assert.equal(count, leader.sequence)
})

test('a reader that was known is remembered over a restart: what it has not taken does not go', () => {
  const disk = newDisk()
  const options = { segmentBytesMax: 10_000, journalBytesMax: 25_000 }
  let leader = trading(disk, options)
  const stream = createSeededStream(4)
  const behind = leader.sequence as Sequence
  leader.confirm('projector', behind)
  leader.run(stream.next(5))
  leader.snapshot()
  leader = reopen(disk, options)
  for (let batch = 0; batch < 60; batch++) if (leader.run(stream.next(20)).rotated) leader.snapshot()
  assert.equal(leader.positions.get('projector'), behind)
  assert.equal(leader.replay(behind).next(leader.sequence, 1)[0]!.sequence, behind + 1)
})
