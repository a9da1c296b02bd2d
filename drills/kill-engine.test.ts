import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killEngine } from './kill-engine.ts'

const seed = Number(process.env['OPEX_SEED'] ?? Math.floor(Date.now() / 86_400_000))

test(`answers stand after kill -9 of a bare engine at any moment (seed ${seed})`, async (t) => {
  const found = await killEngine.run({ rounds: 15, seed, say: (line) => t.diagnostic(line) })
  assert.ok(Number(found['acknowledged']) > 500)
})
