import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'
import { createSeededStream } from './seeded-stream.ts'
import { readSegmentHead, segmentsOf } from './segment.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** The fixtures stay with the sources; this file runs from wherever it was compiled to. */
function fixturesFrom(directory: string): string {
  const found = join(directory, 'peatio/engine/fixtures')
  return existsSync(found) ? found : fixturesFrom(dirname(directory))
}

const fixtures = fixturesFrom(dirname(fileURLToPath(import.meta.url)))
const versions = readdirSync(fixtures)

test('journals of all versions are here', () => {
  assert.deepEqual(versions, ['journal-1', 'journal-2'])
})

/** A disk that holds the fixture, and its writer; the writers of the fixture had earlier terms. */
function diskWith(version: string, segments: string[]) {
  const disk = createMemoryDisk(() => 0)
  let storage = disk.open()
  while (storage.epoch < 9) {
    disk.kill()
    storage = disk.open()
  }
  for (const name of segments) storage.replace(name, [readFileSync(join(fixtures, version, name))])
  return { disk, storage }
}

for (const version of versions) {
  const expected = JSON.parse(readFileSync(join(fixtures, version, 'expected.json'), 'utf8'))

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
