import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overload } from './overload.ts'

const seed = Number(process.env['OPEX_SEED'] ?? 20_261_127)

test(`a full engine refuses orders, takes cancels, and loses and doubles nothing (seed ${seed})`, async (t) => {
  const found = await overload.run({ rounds: 1, seed, say: (line) => t.diagnostic(line) })
  assert.deepEqual([found['lost'], found['doubled']], [0, 0])
  assert.ok(Number(found['acknowledged']) > 0 && Number(found['refused']) > 0)
  assert.ok(Number(found['canceledWhileOrdersWereRefused']) > 0)
})
