import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lots, Ticks } from '../../core/units/index.ts'
import { Levels } from './levels.ts'
import { randomOf } from './seeded.ts'

const seed = 7

test(`levels stay sorted from the best, like a map that is sorted anew each time (seed ${seed})`, () => {
  for (const side of ['buy', 'sell'] as const) {
    const random = randomOf(seed)
    const levels = new Levels(side)
    const twin = new Map<number, number>()
    for (let step = 0; step < 3000; step++) {
      const price = 1 + Math.floor(random() * 60)
      const quantity = random() < 0.4 ? 0 : 1 + Math.floor(random() * 9)
      levels.set(price as Ticks, quantity as Lots)
      if (quantity === 0) twin.delete(price)
      else twin.set(price, quantity)
      const sorted = [...twin].toSorted(([a], [b]) => (side === 'buy' ? b - a : a - b))
      assert.equal(levels.size, sorted.length)
      assert.deepEqual(
        levels.top(10),
        sorted.slice(0, 10).map(([at, of]) => ({ price: at, quantity: of })),
      )
    }
  }
})
