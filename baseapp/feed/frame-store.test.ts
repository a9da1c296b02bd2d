import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFrameStore, frameOrTimer } from './frame-store.ts'

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

test('a page that is hidden before its frame has come goes on by the timer', () => {
  const waiting = { frame: new Set<() => void>(), timer: new Set<() => void>() }
  const place = (kind: keyof typeof waiting, act: () => void) => {
    waiting[kind].add(act)
    return () => void waiting[kind].delete(act)
  }
  const run = (kind: keyof typeof waiting) => {
    const acts = [...waiting[kind]]
    waiting[kind].clear()
    for (const act of acts) act()
  }
  const clock = {
    onFrame: (act: () => void) => place('frame', act),
    after: (_ms: number, act: () => void) => place('timer', act),
  }
  const store = createFrameStore(0, frameOrTimer(clock, 1_000))
  for (const [kind, other] of [
    ['frame', 'timer'],
    ['timer', 'frame'],
    ['timer', 'frame'],
  ] as const) {
    store.update((count) => count + 1)
    run(kind)
    assert.equal(store.shown(), store.now())
    assert.equal(waiting[other].size, 0, 'what did not come first does not come any more')
  }
})
