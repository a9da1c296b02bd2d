import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { seldom } from './index.ts'

test('the first time is told at once, the others once a second with their number, and none is left out', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const told: [unknown, number][] = []
  const warn = (facts: { err: unknown; times: number }, text: string) => {
    assert.equal(text, 'too many')
    told.push([facts.err, facts.times])
  }
  const note = seldom({ warn: warn as never }, 'too many')
  note('first')
  assert.deepEqual(told, [['first', 1]])
  for (const error of ['a', 'b', 'c']) note(error)
  assert.equal(told.length, 1)
  mock.timers.tick(1_000)
  assert.deepEqual(told.at(-1), ['c', 3])
  mock.timers.tick(5_000)
  assert.equal(told.length, 2, 'silence is not told')
  note('later')
  assert.deepEqual(told.at(-1), ['later', 1])
  mock.timers.reset()
})
