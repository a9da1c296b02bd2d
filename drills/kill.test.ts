import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kill } from './kill.ts'

/** 60 in CI; fewer while working on something else. */
const rounds = Number(process.env['OPEX_KILL_ROUNDS'] ?? 60)
const seed = Number(process.env['OPEX_SEED'] ?? 20_261_122)

test(`no acknowledged order is lost or doubled over ${rounds} kills (seed ${seed})`, async (t) => {
  const found = await kill.run({ rounds, seed, say: (line) => t.diagnostic(line) })
  assert.equal(found['kills'], rounds)
})
