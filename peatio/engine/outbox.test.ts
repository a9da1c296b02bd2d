import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { Outbox, type Held } from './outbox.ts'
import type { Published } from './port.ts'

/** A batch of one record of weight 1, unless it is longer. */
const batch = (first: number, last = first): Held => ({
  first,
  last,
  weight: last - first + 1,
  published: () => Array.from({ length: last - first + 1 }, (_, index) => published(first + index)),
})
const published = (sequence: number): Published => ({
  sequence: sequence as Sequence,
  at: 0 as TimeMs,
  key: `${sequence}`,
  kind: 'cancel_orders',
  rejection: null,
  events: [],
  touched: { orders: [], balances: [], levels: [] },
})
const push = (outbox: Outbox, from: number, to: number) => {
  for (let sequence = from; sequence <= to; sequence++) outbox.push(batch(sequence))
}
const held = (outbox: Outbox, after: number, countMax = 100) =>
  outbox.after(after, countMax)?.map(({ sequence }) => Number(sequence))

test('an outbox gives what comes after a sequence, and says so when that is gone', () => {
  const outbox = new Outbox(10, 5)
  assert.deepEqual(held(outbox, 10), [])
  assert.equal(held(outbox, 9), undefined)
  push(outbox, 11, 14)
  assert.deepEqual(held(outbox, 10), [11, 12, 13, 14])
  assert.deepEqual(held(outbox, 12, 1), [13])
  push(outbox, 15, 17)
  assert.equal(held(outbox, 11), undefined)
  assert.deepEqual(held(outbox, 12), [13, 14, 15, 16, 17])
  assert.equal(outbox.last, 17)
})

test('an outbox holds what fits, and always the newest', () => {
  const outbox = new Outbox(0, 50)
  for (let last = 1; last <= 2_000; last++) {
    push(outbox, last, last)
    const first = Math.max(1, last - 49)
    assert.deepEqual(held(outbox, first - 1)?.[0], first)
    assert.equal(held(outbox, first - 1)?.length, last - first + 1)
    if (first > 1) assert.equal(held(outbox, first - 2), undefined)
  }
  const tiny = new Outbox(0, 0)
  push(tiny, 1, 3)
  assert.deepEqual(held(tiny, 2), [3])
})

test('a reader in the middle of a batch gets the rest of it', () => {
  const outbox = new Outbox(10, 50)
  outbox.push(batch(11, 15))
  outbox.push(batch(16, 16))
  outbox.push(batch(17, 20))
  assert.deepEqual(held(outbox, 12), [13, 14, 15, 16, 17, 18, 19, 20])
  assert.deepEqual(held(outbox, 15), [16, 17, 18, 19, 20])
  assert.deepEqual(outbox.after(12, 3), [13, 14, 15].map(published))
  assert.deepEqual(held(outbox, 20), [])
})

test('everyone who waits is woken once by the next push', async () => {
  const outbox = new Outbox(0, 50)
  const waits = [outbox.changed(), outbox.changed()]
  push(outbox, 1, 1)
  await Promise.all(waits)
})
