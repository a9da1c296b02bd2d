import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diskFault } from './disk-fault.ts'

const seed = Number(process.env['OPEX_SEED'] ?? Math.floor(Date.now() / 86_400_000))
/** Only who says so goes without the proof: a machine without strace fails this lane. */
const without = process.env['OPEX_WITHOUT_STRACE'] === '1'
const said = 'SKIPPED because of OPEX_WITHOUT_STRACE=1: nothing is proven about failing disks in this run'

test(`when a disk fails or is full the process stops, acknowledges no more, recovers (seed ${seed})`, async (t) => {
  if (without) return t.skip(said)
  const found = await diskFault.run({ rounds: 4, seed, say: (line) => t.diagnostic(line) })
  assert.deepEqual([found['EIO'], found['ENOSPC']], [2, 2])
  t.diagnostic(`a file system that is really full: ${String(found['realFullDisk'])}`)
})
