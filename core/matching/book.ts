import { assert, type Lots, type OrderId, type Ticks } from '../units/index.ts'
import { shownOf } from './iceberg.ts'
import { nobody, Queues } from './queues.ts'
import type { Side } from './side.ts'

/** An order waiting in a book. Its row and level belong to the book: nobody else writes them. */
export type RestingOrder = {
  readonly id: OrderId
  readonly side: Side
  readonly price: Ticks
  /** Whose it is: compared, never looked into. */
  readonly seat: object
  remaining: Lots
  /** Of what remains, what the book does not show: it waits for its turn at the end of the level. */
  hidden: Lots
  /** What an iceberg shows at a time; 0 shows all. */
  readonly display: Lots
  /** Its level's number; 0 while it does not rest. */
  level: number
  /** Its row in the book's queues. */
  row: number
}

/** All resting orders at one price, oldest first, by their rows, and their total: what is shown, and what is hidden. */
export type Level = {
  /** By which its orders know it; a level that is empty begins again at another price. */
  readonly number: number
  price: Ticks
  quantity: Lots
  hidden: number
  count: number
  first: number
  last: number
}

/**
 * One side: its levels, sorted with the best price last, because orders come and go near the best price and the end
 * of an array is the cheap end. Levels come and go too often
 * for a table by price to pay.
 */
export type BookSide = {
  readonly side: Side
  readonly levels: Level[]
  /** The levels' prices, in their order: a search reads neighbours in memory instead of visiting levels. */
  readonly prices: Ticks[]
  /** All that rests, hidden parts included: exact while it is a safe integer, and never far off. */
  quantity: number
}

export type Book<Order extends RestingOrder = RestingOrder> = {
  readonly buy: BookSide
  readonly sell: BookSide
  readonly queues: Queues<Order>
  /** Every level that there ever was, by its number. */
  readonly levels: Level[]
  /** Those that are empty. */
  readonly empty: Level[]
}

export const createBook = <Order extends RestingOrder>(): Book<Order> => ({
  buy: { side: 'buy', levels: [], prices: [], quantity: 0 },
  sell: { side: 'sell', levels: [], prices: [], quantity: 0 },
  queues: new Queues<Order>(),
  levels: [levelNumbered(0)],
  empty: [],
})

export const sideOf = (book: Book, side: Side): BookSide => (side === 'buy' ? book.buy : book.sell)

export const bestLevel = (side: BookSide): Level | undefined => side.levels[side.levels.length - 1]

/** The oldest order of a level, and then who is next in line. */
export const firstOf = <Order extends RestingOrder>({ queues }: Book<Order>, { first }: Level) =>
  queues.at(first)
export const nextOf = <Order extends RestingOrder>({ queues }: Book<Order>, { row }: Order) =>
  queues.at(queues.after(row))

/** Total shown at a price; 0 where there is no level. */
export function quantityAt(side: BookSide, price: Ticks): Lots {
  const level = side.levels[placeOf(side, price)]
  return level?.price === price ? level.quantity : (0 as Lots)
}

/** Whether a price can take so much more, its total staying a safe integer. */
export function hasRoom(side: BookSide, price: Ticks, quantity: Lots): boolean {
  // No level holds more than its whole side, which is nearly always far from the limit: then nothing is searched.
  if (side.quantity + quantity <= Number.MAX_SAFE_INTEGER / 2) return true
  const level = side.levels[placeOf(side, price)]
  const resting = level?.price === price ? level.quantity + level.hidden : 0
  return resting + quantity <= Number.MAX_SAFE_INTEGER
}

/** Queues an order behind every other at its price. `hidden` is told where an iceberg is put back as it was. */
export function rest<Order extends RestingOrder>(book: Book<Order>, order: Order, hidden?: Lots): void {
  const side = sideOf(book, order.side)
  const place = placeOf(side, order.price)
  if (side.prices[place] !== order.price) {
    insert(side.prices, place, order.price)
    insert(side.levels, place, levelAt(book, order.price))
  }
  const level = side.levels[place]!
  const concealed = order.display > 0 ? order.remaining - shownOf(order.display, order.remaining) : 0
  order.hidden = hidden ?? (concealed as Lots)
  order.level = level.number
  order.row = book.queues.enter(order)
  queue(book, level, order.row)
  level.count += 1
  level.quantity = (level.quantity + order.remaining - order.hidden) as Lots
  level.hidden += order.hidden
  side.quantity += order.remaining
}

/** Levels come and go as prices move: one that is empty begins again. */
function levelAt(book: Book, price: Ticks): Level {
  let level = book.empty.pop()
  if (!level) book.levels.push((level = levelNumbered(book.levels.length)))
  level.price = price
  return level
}

const levelNumbered = (number: number): Level => ({
  number,
  price: 0 as Ticks,
  quantity: 0 as Lots,
  hidden: 0,
  count: 0,
  first: nobody,
  last: nobody,
})

function queue({ queues }: Book, level: Level, row: number): void {
  queues.append(row, level.last)
  if (level.last === nobody) level.first = row
  level.last = row
}

function unqueue({ queues }: Book, level: Level, row: number): void {
  queues.unlink(row)
  if (level.first === row) level.first = queues.after(row)
  if (level.last === row) level.last = queues.before(row)
}

/** Takes an order out of the book. */
export function withdraw<Order extends RestingOrder>(book: Book<Order>, order: Order): void {
  assert(order.level > 0, 'an order that is withdrawn rests')
  const level = book.levels[order.level]!
  unqueue(book, level, order.row)
  book.queues.leave(order.row)
  order.level = 0
  level.count -= 1
  level.quantity = (level.quantity - order.remaining + order.hidden) as Lots
  level.hidden -= order.hidden
  order.hidden = 0 as Lots
  const side = sideOf(book, order.side)
  side.quantity -= order.remaining
  if (level.count > 0) return

  const place = placeOf(side, level.price)
  remove(side.prices, place)
  remove(side.levels, place)
  book.empty.push(level)
}

/** Takes what is shown from a resting order; an iceberg shows its next part then, and a spent order leaves the book. */
export function reduce<Order extends RestingOrder>(book: Book<Order>, order: Order, quantity: Lots): void {
  const shown = order.remaining - order.hidden
  assert(order.level > 0 && shown >= quantity, 'a fill never exceeds what is shown')
  if (order.remaining === quantity) {
    withdraw(book, order)
    order.remaining = 0 as Lots
    return
  }
  const level = book.levels[order.level]!
  order.remaining = (order.remaining - quantity) as Lots
  level.quantity = (level.quantity - quantity) as Lots
  sideOf(book, order.side).quantity -= quantity
  if (quantity === shown) showNext(book, level, order)
}

function showNext(book: Book, level: Level, order: RestingOrder): void {
  const next = shownOf(order.display, order.hidden)
  order.hidden = (order.hidden - next) as Lots
  level.hidden -= next
  level.quantity = (level.quantity + next) as Lots
  unqueue(book, level, order.row)
  queue(book, level, order.row)
}

/** Makes a resting order smaller where it stands, hidden lots first; something of it remains. */
export function shorten<Order extends RestingOrder>(book: Book<Order>, order: Order, by: Lots): void {
  assert(order.level > 0 && by < order.remaining, 'something remains of an order that is shortened')
  const level = book.levels[order.level]!
  const fromHidden = Math.min(order.hidden, by)
  order.hidden = (order.hidden - fromHidden) as Lots
  level.hidden -= fromHidden
  level.quantity = (level.quantity - (by - fromHidden)) as Lots
  order.remaining = (order.remaining - by) as Lots
  sideOf(book, order.side).quantity -= by
}

// Most levels come and go a few places from the best price: a short walk by hand beats a general splice there.
const nearby = 64

function insert<Item>(items: Item[], place: number, item: Item): void {
  if (items.length - place > nearby) {
    items.splice(place, 0, item)
    return
  }
  items.push(item)
  for (let index = items.length - 1; index > place; index--) items[index] = items[index - 1]!
  items[place] = item
}

function remove(items: unknown[], place: number): void {
  if (items.length - place > nearby) {
    items.splice(place, 1)
    return
  }
  for (let index = place; index < items.length - 1; index++) items[index] = items[index + 1]
  items.pop()
}

/**
 * Where a price stands, or would stand, in a side's sorted levels. Books are dense near their best price: if no price
 * in between is missing, it stands as many levels from the end as ticks from the best. It never stands further away,
 * so the search begins there.
 */
function placeOf({ side, prices }: BookSide, price: Ticks): number {
  const sign = side === 'buy' ? 1 : -1
  let high = prices.length
  if (high === 0) return 0
  const behind = (prices[high - 1]! - price) * sign
  if (behind < 0) return high
  let low = behind < high ? high - 1 - behind : 0
  // The next price is found in strides that double, and then by bisection between the last two.
  for (let stride = 1; low + stride <= high; stride *= 2) {
    const reached = low + stride - 1
    if ((prices[reached]! - price) * sign >= 0) {
      high = reached
      break
    }
    low = reached + 1
  }
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((prices[middle]! - price) * sign < 0) low = middle + 1
    else high = middle
  }
  return low
}
