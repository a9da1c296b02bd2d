import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { DepthLevel } from '../engine/index.ts'
import { bookDeltas, type PublishedBook } from './book-deltas.ts'

const depth = 6
const side = (base: number, sign: 1 | -1) =>
  fc.dictionary(fc.integer({ min: 0, max: 15 }).map(String), fc.integer({ min: 1, max: 4 })).map((levels) =>
    Object.entries(levels)
      .map(([offset, quantity]) => ({ price: base + sign * Number(offset), quantity }) as DepthLevel)
      .toSorted((a, b) => sign * (a.price - b.price))
      .slice(0, depth),
  )
const book = fc
  .integer({ min: 50, max: 60 })
  .chain((mid) => fc.record({ bids: side(mid, -1), asks: side(mid + 1, 1) }))

test('whoever holds a published book and applies the deltas holds the next one, and is never misled on the way', () => {
  fc.assert(
    fc.property(book, book, (before: PublishedBook, after: PublishedBook) => {
      const held = { bids: new Map<number, number>(), asks: new Map<number, number>() }
      for (const name of ['bids', 'asks'] as const) {
        for (const { price, quantity } of before[name]) held[name].set(price, quantity)
      }
      for (const { side: name, price, quantity } of bookDeltas(before, after)) {
        if (quantity === 0) assert.ok(held[name].delete(price), 'only what was published is removed')
        else assert.notEqual(held[name].get(price), quantity, 'only what changed is told')
        if (quantity > 0) held[name].set(price, quantity)
        assert.ok(held[name].size <= depth, 'never deeper than the depth')
        assert.ok(Math.max(...held.bids.keys()) < Math.min(...held.asks.keys()), 'never crossed')
      }
      for (const name of ['bids', 'asks'] as const) {
        assert.deepEqual(
          [...held[name]].toSorted(([a], [b]) => (name === 'asks' ? a - b : b - a)),
          after[name].map(({ price, quantity }) => [price, quantity]),
        )
      }
    }),
    { numRuns: 2000 },
  )
})
