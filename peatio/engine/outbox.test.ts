import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { Outbox, type Held } from './outbox.ts'
import type { Published } from './port.ts'

const record = (sequence: number): Held => ({
  sequence: sequence as Sequence,
  weight: 1,
  published: published(sequence),
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
  for (let sequence = from; sequence <= to; sequence++) outbox.push([record(sequence)])
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

test('everyone who waits is woken once by the next push', async () => {
  const outbox = new Outbox(0, 50)
  const waits = [outbox.changed(), outbox.changed()]
  push(outbox, 1, 1)
  await Promise.all(waits)
})
