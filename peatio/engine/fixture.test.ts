import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { diskWith, expectedOf, fixtures } from './fixtures.ts'
import { openLeader } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'
import { readSegmentHead, segmentsOf } from './segment.ts'
import { verifyJournal } from './verify-journal.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const versions = readdirSync(fixtures)

test('journals of all versions are here', () => {
  assert.deepEqual(versions, ['journal-1', 'journal-2'])
})

for (const version of versions) {
  const expected = expectedOf(version)

  test(`${version}: a journal that was kept gives the state it gave when it was written`, () => {
    const { storage } = diskWith(version, expected.segments)
    const leader = openLeader({ storage, clock: () => 0, log: quiet })
    assert.deepEqual(
      {
        sequence: leader.sequence,
        stateHash: leader.read({ kind: 'state_hash' }).result,
        openOrders: leader.read({ kind: 'all_open_orders' }).result.length,
        segments: expected.segments,
      },
      expected,
    )
    for (const { posted, held, promised } of leader.read({ kind: 'trial_balance' }).result) {
      assert.deepEqual([posted, held], [0n, promised])
    }
  })

  test(`${version}: a journal that was kept is continued, in the newest format, and what it had is not touched`, () => {
    const { disk, storage } = diskWith(version, expected.segments)
    const leader = openLeader({ storage, clock: () => 0, log: quiet })
    leader.run(createSeededStream(77).next(50))
    disk.kill()
    const again = openLeader({ storage: disk.open(), clock: () => 0, log: quiet })
    assert.equal(again.sequence, expected.sequence + 50)
    assert.equal(again.recovered.torn, null)
    assert.equal(again.read({ kind: 'state_hash' }).result, leader.read({ kind: 'state_hash' }).result)
    const files = disk.join()
    for (const name of expected.segments) {
      const kept = readFileSync(join(fixtures, version, name))
      assert.ok(files.read(name, 0, kept.length).equals(kept), name)
    }
    const newest = segmentsOf(files).at(-1)!
    assert.equal(readSegmentHead(files, newest).version, 2)
    assert.equal(newest.first > expected.sequence, version === 'journal-1')
  })
}

test('a format-1 segment that holds no record yet is replaced by one of the newest format', () => {
  const { segments } = expectedOf('journal-1')
  const head = readFileSync(join(fixtures, 'journal-1', segments[1]!)).subarray(0, 32)
  const { disk, storage } = diskWith('journal-1', [segments[0]!])
  storage.replace(segments[1]!, [head])
  openLeader({ storage, clock: () => 0, log: quiet }).run(createSeededStream(77).next(5))
  assert.deepEqual(verifyJournal(disk.join()).damage, [])

  const { disk: other, storage: empty } = diskWith('journal-1', [])
  empty.replace(segments[0]!, [readFileSync(join(fixtures, 'journal-1', segments[0]!)).subarray(0, 32)])
  openLeader({ storage: empty, clock: () => 0, log: quiet }).run(openingCommands())
  assert.deepEqual(verifyJournal(other.join()).damage, [])
})
