import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** The fixtures stay with the sources; this file runs from wherever it was compiled to. */
function fixturesFrom(directory: string): string {
  const found = join(directory, 'peatio/engine/fixtures')
  return existsSync(found) ? found : fixturesFrom(dirname(directory))
}

const fixtures = fixturesFrom(dirname(fileURLToPath(import.meta.url)))
const versions = readdirSync(fixtures)

test('journals of all versions are here', () => {
  assert.deepEqual(versions, ['journal-1'])
})

for (const version of versions) {
  test(`${version}: a journal that was kept gives the state it gave when it was written`, () => {
    const read = (name: string) => readFileSync(join(fixtures, version, name))
    const expected = JSON.parse(read('expected.json').toString())
    const disk = createMemoryDisk(() => 0)
    // The writers of the fixture had earlier terms.
    let storage = disk.open()
    while (storage.epoch < 9) {
      disk.kill()
      storage = disk.open()
    }
    for (const name of expected.segments) storage.replace(name, [read(name)])
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
}
