import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFrameStore } from './frame-store.ts'

test('a hundred changes within a frame are shown once, and the newest is known at once', () => {
  const frames: (() => void)[] = []
  const store = createFrameStore(0, (flush) => frames.push(flush))
  let renders = 0
  store.listen(() => (renders += 1))
  for (let change = 0; change < 100; change += 1) store.update((count) => count + 1)
  assert.deepEqual([store.now(), store.shown(), frames.length], [100, 0, 1])
  frames[0]!()
  assert.deepEqual([store.shown(), renders], [100, 1])
})

test('an update that changes nothing asks for no frame', () => {
  const frames: (() => void)[] = []
  const store = createFrameStore(0, (flush) => frames.push(flush))
  store.update((count) => count)
  assert.equal(frames.length, 0)
})
