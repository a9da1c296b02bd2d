import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createThrottle } from './index.ts'

test('an attempt too many waits until the window ends, and does not prolong it', () => {
  let now = 0
  const throttle = createThrottle([{ max: 2, windowMs: 60_000 }], { clock: () => now })
  assert.deepEqual([throttle.take('a'), throttle.take('a'), throttle.take('a')], [0, 0, 60])
  assert.equal(throttle.take('b'), 0)
  now = 30_000
  assert.equal(throttle.take('a'), 30)
  now = 60_000
  assert.equal(throttle.take('a'), 0)
})

test('a good attempt does not count', () => {
  const throttle = createThrottle([{ max: 1, windowMs: 1000 }], { clock: () => 0 })
  for (let i = 0; i < 5; i++) {
    assert.equal(throttle.take('a'), 0)
    throttle.giveBack('a')
  }
  assert.equal(throttle.take('a'), 0)
  assert.equal(throttle.take('a'), 1)
})

test('every window must have room', () => {
  let now = 0
  const windows = [
    { max: 1, windowMs: 1000 },
    { max: 2, windowMs: 10_000 },
  ]
  const throttle = createThrottle(windows, { clock: () => now })
  assert.equal(throttle.take('a'), 0)
  now = 1000
  assert.equal(throttle.take('a'), 0)
  now = 2000
  assert.equal(throttle.take('a'), 8)
})

test('at most so many keys are kept', () => {
  const throttle = createThrottle([{ max: 1, windowMs: 1000 }], { clock: () => 0, keysMax: 2 })
  for (const key of ['a', 'b', 'c']) assert.equal(throttle.take(key), 0)
  assert.equal(throttle.take('c'), 1)
  assert.equal(throttle.take('a'), 0)
})
