import assert from 'node:assert/strict'
import { test } from 'node:test'
import { powerCut } from './power-cut.ts'

/** A seed of its own for every day, so that a year of runs sees many lives; a failure names it. */
const seed = Number(process.env['OPEX_SEED'] ?? Math.floor(Date.now() / 86_400_000))

test(`nothing that was acknowledged is lost in a thousand power cuts (seed ${seed})`, async (t) => {
  const found = await powerCut.run({ rounds: 1_000, seed, say: (line) => t.diagnostic(line) })
  assert.equal(found['cuts'], 1_000)
  assert.ok(Number(found['acknowledged']) > 10_000)
  assert.ok(Number(found['torn']) > 50)
})
