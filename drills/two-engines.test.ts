import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twoEngines } from './two-engines.ts'

const seed = Number(process.env['OPEX_SEED'] ?? Math.floor(Date.now() / 86_400_000))

test(`of two engines on one directory the second is refused, also while the first sleeps (seed ${seed})`, async () => {
  const found = await twoEngines.run({ rounds: 2, seed, say: () => {} })
  assert.deepEqual([found['refused'], found['started']], [6, 2])
})
