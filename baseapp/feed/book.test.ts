import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, boolean, integer, property, record } from 'fast-check'
import { decimalText } from '../../web/kit/format.ts'
import { applyIncrement, bookOf, type Book, type Level } from './book.ts'

const text = (units: bigint) => decimalText(units, 2, { grouped: false })
const side = (levels: readonly Level[]) =>
  levels.map(({ price, quantity }) => `${text(price)}×${text(quantity)}`)
const shown = (book: Book | 'gap' | undefined) =>
  typeof book === 'object' ? { asks: side(book.asks), bids: side(book.bids) } : book

const snapshot = {
  asks: [
    ['101.0', '2.0'],
    ['102.0', '5.0'],
  ],
  bids: [
    ['100.0', '1.0'],
    ['99.0', '4.0'],
  ],
  sequence: 7,
}
const book = bookOf(snapshot)!

test('a snapshot is shown best price first on both sides', () => {
  assert.deepEqual(shown(bookOf({ ...snapshot, asks: [...snapshot.asks].reverse() })), {
    asks: ['101.00×2.00', '102.00×5.00'],
    bids: ['100.00×1.00', '99.00×4.00'],
  })
})

test('an increment sets, adds and removes levels', () => {
  const set = applyIncrement(book, { asks: ['101.0', '1.5'], sequence: 8 })
  assert.deepEqual(shown(set), { asks: ['101.00×1.50', '102.00×5.00'], bids: ['100.00×1.00', '99.00×4.00'] })
  const added = applyIncrement(set as Book, { bids: ['99.5', '3'], sequence: 9 })
  assert.deepEqual(side((added as Book).bids), ['100.00×1.00', '99.50×3.00', '99.00×4.00'])
  const removed = applyIncrement(added as Book, { asks: ['102.0', ''], sequence: 10 })
  assert.deepEqual(side((removed as Book).asks), ['101.00×1.50'])
  const zero = applyIncrement(removed as Book, {
    bids: [
      ['100.0', '0.0'],
      ['99.0', '0'],
    ],
    sequence: 11,
  })
  assert.deepEqual(side((zero as Book).bids), ['99.50×3.00'])
})

test('removing a level that is not there changes nothing', () => {
  const after = applyIncrement(book, { bids: ['98.0', ''], sequence: 8 })
  assert.deepEqual(shown(after), shown(book))
})

test('a missing message is a gap, a repeated one is not', () => {
  assert.equal(applyIncrement(book, { asks: ['101.0', '1.0'], sequence: 9 }), 'gap')
  assert.equal(applyIncrement(book, { asks: ['101.0', '1.0'] }), 'gap')
  assert.equal(applyIncrement(book, { asks: ['101.0', '1.0'], sequence: 7 }), book)
})

test('a message that is no snapshot is refused', () => {
  for (const bad of [{}, { asks: [], bids: [] }, { asks: 1, bids: [], sequence: 1 }])
    assert.equal(bookOf(bad), undefined)
})

test('after any stream of increments the book equals a naive map', () => {
  const change = record({
    isAsk: boolean(),
    price: integer({ min: 1, max: 40 }),
    quantity: integer({ min: 0, max: 3 }),
  })
  const claim = property(array(change, { maxLength: 200 }), (changes) => {
    let live: Book = { asks: [], bids: [], sequence: 0 }
    const naive = { asks: new Map<number, number>(), bids: new Map<number, number>() }
    for (const [at, { isAsk, price, quantity }] of changes.entries()) {
      const name = isAsk ? 'asks' : 'bids'
      const wire = { [name]: [`${price}.0`, quantity === 0 ? '' : `${quantity}.0`], sequence: at + 1 }
      const next = applyIncrement(live, wire)
      assert.notEqual(next, 'gap')
      live = next as Book
      if (quantity === 0) naive[name].delete(price)
      else naive[name].set(price, quantity)
    }
    const sorted = (map: Map<number, number>, sign: number) =>
      [...map].sort(([a], [b]) => (a - b) * sign).map(([price, quantity]) => `${price}.00×${quantity}.00`)
    assert.deepEqual(shown(live), { asks: sorted(naive.asks, 1), bids: sorted(naive.bids, -1) })
  })
  check(claim, { numRuns: 200 })
})
