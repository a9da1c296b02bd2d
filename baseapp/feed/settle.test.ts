import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whenSettled } from './settle.ts'

/** Calls at these moments; gives when it acted. */
function actedAt(calls: number[], untilMs: number): number[] {
  const timers = new Set<{ at: number; act: () => void }>()
  const acted: number[] = []
  let now = 0
  const after = (ms: number, act: () => void) => {
    const timer = { at: now + ms, act }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const settled = whenSettled(() => acted.push(now), { quietMs: 400, mostMs: 2_000 }, after)
  for (; now <= untilMs; now += 100) {
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.act()
    if (calls.includes(now)) settled.call()
  }
  assert.equal(timers.size, 0)
  return acted
}

test('a few calls act once, when they are over', () => {
  assert.deepEqual(actedAt([100, 200, 300], 3_000), [700])
  assert.deepEqual(actedAt([100, 1_000], 3_000), [500, 1_400])
})

test('calls that never end act all the same', () => {
  const calls = Array.from({ length: 50 }, (_each, at) => 100 + at * 100)
  assert.deepEqual(actedAt(calls, 6_000), [2_100, 4_100, 5_400])
})
