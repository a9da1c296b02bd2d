import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seldom } from './index.ts'

test('the first time is told at once, the others once a second with their number', () => {
  let now = 5_000
  const told: [unknown, number][] = []
  const warn = (facts: { err: unknown; times: number }, text: string) => {
    assert.equal(text, 'too many')
    told.push([facts.err, facts.times])
  }
  const note = seldom({ warn: warn as never }, 'too many', () => now)
  note('first')
  assert.deepEqual(told, [['first', 1]])
  for (const error of ['a', 'b', 'c']) note(error)
  now += 999
  note('d')
  assert.equal(told.length, 1)
  now += 1
  note('e')
  assert.deepEqual(told.at(-1), ['e', 5])
  now -= 4_000
  note('in the past')
  assert.deepEqual(told.at(-1), ['in the past', 1], 'a clock that is set back silences nobody')
})
