import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lots, ticks, type Lots, type OrderId, type Ticks } from '../units/index.ts'
import {
  createBook,
  firstOf,
  match,
  nextOf,
  quantityAt,
  reduce,
  rest,
  shorten,
  withdraw,
  wouldCross,
  type Book,
  type Level,
  type RestingOrder,
  type Side,
} from './index.ts'

type Known = { id: number; side: Side; price: number; remaining: number }

/** The rules of price-time priority, written as slowly and plainly as possible; the real book must agree. */
function fillsByTheRules(known: Known[], side: Side, limit: number | null, quantity: number) {
  const makers = known
    .filter((maker) => maker.side !== side)
    .filter((maker) => limit === null || (side === 'buy' ? maker.price <= limit : maker.price >= limit))
    .sort((a, b) =>
      a.price !== b.price ? (side === 'buy' ? a.price - b.price : b.price - a.price) : a.id - b.id,
    )
  const fills: { maker: number; price: number; quantity: number }[] = []
  for (const maker of makers) {
    if (quantity === 0) break
    const taken = Math.min(maker.remaining, quantity)
    fills.push({ maker: maker.id, price: maker.price, quantity: taken })
    quantity -= taken
  }
  return fills
}

/** A taker who has nothing in the book. */
const alone = { seat: null, prevention: 'cancel_taker' } as const

const order = (id: number, side: Side, price: number, remaining: number): RestingOrder => ({
  id: id as OrderId,
  side,
  price: ticks(price),
  seat: {},
  remaining: lots(remaining),
  hidden: lots(0),
  display: lots(0),
  level: 0,
  row: 0,
})

const seeded = (seed: number) => (below: number) =>
  Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)

for (const seed of [1, 7, 42, 1_234]) {
  test(`the book agrees with the rules of price-time priority (seed ${seed})`, () => {
    const random = seeded(seed)
    const book: Book = createBook()
    const resting = new Map<number, RestingOrder>()
    const known: Known[] = []
    let matched = 0
    let deepest = 0
    for (let id = 1; id <= 4_000; id++) {
      const side: Side = random(2) === 0 ? 'buy' : 'sell'
      if (random(8) === 0 && known.length > 0) {
        const [gone] = known.splice(random(known.length), 1)
        withdraw(book, resting.get(gone!.id)!)
        resting.delete(gone!.id)
        continue
      }
      const limit = random(10) === 0 ? null : 100 + random(21)
      const quantity = 1 + random(30)
      const fills = match(book, { side, limit: limit as Ticks | null, quantity: quantity as Lots, ...alone })
      assert.deepEqual(
        fills.map(({ maker, price, quantity: taken }) => ({ maker: maker.id, price, quantity: taken })),
        fillsByTheRules(known, side, limit, quantity),
      )
      matched += fills.length
      for (const fill of fills) {
        reduce(book, fill.maker, fill.quantity)
        const theirs = known.find((maker) => maker.id === fill.maker.id)!
        theirs.remaining -= fill.quantity
      }
      for (const spent of known.filter((maker) => maker.remaining === 0)) {
        known.splice(known.indexOf(spent), 1)
        resting.delete(spent.id)
      }
      const left = quantity - fills.reduce((sum, fill) => sum + fill.quantity, 0)
      if (limit === null || left === 0) continue
      const incoming = order(id, side, limit, left)
      rest(book, incoming)
      resting.set(id, incoming)
      known.push({ id, side, price: limit, remaining: left })
      deepest = Math.max(deepest, known.length)
      assert.equal(wouldCross(book, 'buy', book.buy.levels.at(-1)?.price ?? ticks(1)), false, 'never crossed')
      const total = known.filter((each) => each.side === side && each.price === limit)
      assert.equal(
        quantityAt(book[side], ticks(limit)),
        total.reduce((sum, each) => sum + each.remaining, 0),
      )
    }
    assert.ok(matched > 1_000, `the stream matches (${matched} fills)`)
    assert.ok(deepest > 15, `and the book has depth (${deepest} orders)`)
  })
}

test('a level disappears with its last order, whatever its place', () => {
  const book: Book = createBook()
  const orders = [101, 103, 102].map((price, index) => order(index + 1, 'sell', price, 5))
  for (const each of orders) rest(book, each)
  withdraw(book, orders[2]!)
  assert.deepEqual(
    book.sell.levels.map(({ price }) => price),
    [103, 101],
  )
  assert.equal(quantityAt(book.sell, ticks(102)), 0)
  assert.throws(() => withdraw(book, orders[2]!), /an order that is withdrawn rests/)
})

test('a fill may be shortened to what the taker can afford, and then the walk ends', () => {
  const book: Book = createBook()
  for (const [index, price] of [100, 101].entries()) rest(book, order(index + 1, 'sell', price, 10))
  const afford = (price: Ticks, wanted: Lots) => (price === 101 ? lots(3) : wanted)
  const fills = match(book, { side: 'buy', limit: null, quantity: lots(20), ...alone }, afford)
  assert.deepEqual(
    fills.map(({ price, quantity }) => [price, quantity]),
    [
      [100, 10],
      [101, 3],
    ],
  )
})

test('a book of many levels keeps them in their order, best price last, wherever one comes or goes (seed 5)', () => {
  const random = seeded(5)
  const book: Book = createBook()
  const resting: RestingOrder[] = []
  for (let id = 1; id <= 3_000; id++) {
    if (resting.length > 500 && random(2) === 0) {
      withdraw(book, resting.splice(random(resting.length), 1)[0]!)
    } else {
      const each = order(id, random(2) === 0 ? 'buy' : 'sell', 1 + random(400), 1 + random(9))
      rest(book, each)
      resting.push(each)
    }
    if (id % 50 > 0) continue
    for (const side of ['buy', 'sell'] as const) {
      const theirs = resting.filter((each) => each.side === side)
      const sorted = [...new Set(theirs.map(({ price }) => price))].sort((a, b) =>
        side === 'buy' ? a - b : b - a,
      )
      assert.deepEqual([...book[side].prices], sorted)
      assert.deepEqual(
        book[side].levels.map(({ price, quantity, count }) => [price, quantity, count]),
        sorted.map((price) => {
          const there = theirs.filter((each) => each.price === price)
          return [price, there.reduce((sum, { remaining }) => sum + remaining, 0), there.length]
        }),
      )
      assert.equal(
        book[side].quantity,
        theirs.reduce((sum, { remaining }) => sum + remaining, 0),
      )
    }
  }
  assert.ok(book.buy.levels.length > 130, `${book.buy.levels.length} levels`)
})

/** Everyone on a level, oldest first. */
function queued(book: Book, level: Level): RestingOrder[] {
  const orders: RestingOrder[] = []
  for (let order = firstOf(book, level); order; order = nextOf(book, order)) orders.push(order)
  return orders
}

/** An iceberg of the sell side, at 100. */
const iceberg = (id: number, remaining: number, display: number): RestingOrder => ({
  ...order(id, 'sell', 100, remaining),
  display: lots(display),
})
const shownAt100 = (book: Book) => {
  const [level] = book.sell.levels
  return { shown: level?.quantity, hidden: level?.hidden, all: book.sell.quantity }
}

test('an iceberg shows its part, and the next one at the end of the queue when that is spent', () => {
  const book: Book = createBook()
  const [first, second] = [iceberg(1, 10, 4), order(2, 'sell', 100, 3)]
  rest(book, first)
  rest(book, second)
  assert.deepEqual(shownAt100(book), { shown: 7, hidden: 6, all: 13 })
  assert.throws(() => reduce(book, first, lots(5)), /a fill never exceeds what is shown/)
  reduce(book, first, lots(3))
  assert.deepEqual(shownAt100(book), { shown: 4, hidden: 6, all: 10 })
  reduce(book, first, lots(1))
  assert.deepEqual(shownAt100(book), { shown: 7, hidden: 2, all: 9 })
  assert.deepEqual([first.remaining, first.hidden], [6, 2])
  const level = book.sell.levels[0]!
  assert.deepEqual([queued(book, level), level.count], [[second, first], 2])
  reduce(book, first, lots(4))
  assert.deepEqual([first.remaining, first.hidden], [2, 0], 'the last part is smaller')
  reduce(book, first, lots(2))
  assert.deepEqual([first.remaining, first.level, queued(book, level)], [0, 0, [second]])
  withdraw(book, second)
  assert.deepEqual(shownAt100(book), { shown: undefined, hidden: undefined, all: 0 })
  assert.throws(() => reduce(book, second, lots(1)), /a fill never exceeds/)
})

test('an iceberg that is put back as it was hides what it hid', () => {
  const book: Book = createBook()
  const [whole, spent] = [iceberg(1, 10, 4), iceberg(2, 9, 4)]
  rest(book, whole)
  rest(book, spent, lots(8))
  assert.deepEqual([whole.hidden, spent.hidden], [6, 8])
  assert.deepEqual(shownAt100(book), { shown: 5, hidden: 14, all: 19 })
  withdraw(book, whole)
  assert.deepEqual([whole.hidden, shownAt100(book)], [0, { shown: 1, hidden: 8, all: 9 }])
})

test('an order that is shortened loses hidden lots first, keeps its place, and never all of itself', () => {
  const book: Book = createBook()
  const [first, second] = [iceberg(1, 10, 4), order(2, 'sell', 100, 3)]
  rest(book, first)
  rest(book, second)
  shorten(book, first, lots(5))
  assert.deepEqual([first.remaining, first.hidden, shownAt100(book)], [5, 1, { shown: 7, hidden: 1, all: 8 }])
  shorten(book, first, lots(3))
  assert.deepEqual([first.remaining, first.hidden, shownAt100(book)], [2, 0, { shown: 5, hidden: 0, all: 5 }])
  assert.throws(() => shorten(book, first, lots(2)), /something remains/)
  assert.equal(firstOf(book, book.sell.levels[0]!), first)
  withdraw(book, first)
  assert.throws(() => shorten(book, first, lots(1)), /something remains/)
})
