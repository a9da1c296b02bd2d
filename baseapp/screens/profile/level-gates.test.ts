import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatesOf, proofOf } from './level-gates.ts'

const levels = {
  deposit: { minimum_level: 1 },
  trading: { minimum_level: 1 },
  withdraw: { minimum_level: 3 },
}
const open = (level: number) =>
  gatesOf(levels, level)
    .filter((gate) => gate.open)
    .map((gate) => gate.id)

test('a level opens what it reaches, and nothing above', () => {
  assert.deepEqual(open(0), [])
  assert.deepEqual(open(1), ['deposit', 'trading'])
  assert.deepEqual(open(2), ['deposit', 'trading'])
  assert.deepEqual(open(3), ['deposit', 'trading', 'withdraw'])
})

test('every level has a proof to name', () => {
  assert.equal(proofOf(1), 'a confirmed e-mail')
  assert.equal(proofOf(9), 'further checks')
})
