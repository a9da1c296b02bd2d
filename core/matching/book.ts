import { assert, type Lots, type OrderId, type Ticks } from '../units/index.ts'
import { shownOf } from './iceberg.ts'
import type { Side } from './side.ts'

/** An order waiting in a book. Its links and level belong to the book: nobody else writes them. */
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
  level: Level | null
  before: RestingOrder | null
  after: RestingOrder | null
}

/** All resting orders at one price, oldest first, and their total: what is shown, and what is hidden. */
export type Level<Order extends RestingOrder = RestingOrder> = {
  readonly price: Ticks
  quantity: Lots
  hidden: number
  count: number
  first: Order | null
  last: Order | null
}

/**
 * One side: its levels, sorted with the best price last, because orders come and go near the best price and the end
 * of an array is the cheap end. A price is found by bisection: levels come and go too often for a table to pay.
 */
export type BookSide<Order extends RestingOrder = RestingOrder> = {
  readonly side: Side
  readonly levels: Level<Order>[]
  /** The levels' prices, in their order: a search reads neighbours in memory instead of visiting levels. */
  readonly prices: Ticks[]
  /** All that rests, hidden parts included: exact while it is a safe integer, and never far off. */
  quantity: number
}

export type Book<Order extends RestingOrder = RestingOrder> = { buy: BookSide<Order>; sell: BookSide<Order> }

export const createBook = <Order extends RestingOrder>(): Book<Order> => ({
  buy: { side: 'buy', levels: [], prices: [], quantity: 0 },
  sell: { side: 'sell', levels: [], prices: [], quantity: 0 },
})

export const sideOf = <Order extends RestingOrder>(book: Book<Order>, side: Side): BookSide<Order> =>
  side === 'buy' ? book.buy : book.sell

export const bestLevel = <Order extends RestingOrder>(side: BookSide<Order>): Level<Order> | undefined =>
  side.levels[side.levels.length - 1]

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
    insert(side.levels, place, emptyLevel(order.price))
  }
  const level = side.levels[place]!
  const concealed = order.display > 0 ? order.remaining - shownOf(order.display, order.remaining) : 0
  order.hidden = hidden ?? (concealed as Lots)
  order.level = level
  queue(level, order)
  level.count += 1
  level.quantity = (level.quantity + order.remaining - order.hidden) as Lots
  level.hidden += order.hidden
  side.quantity += order.remaining
}

const emptyLevel = <Order extends RestingOrder>(price: Ticks): Level<Order> => ({
  price,
  quantity: 0 as Lots,
  hidden: 0,
  count: 0,
  first: null,
  last: null,
})

function queue<Order extends RestingOrder>(level: Level<Order>, order: Order): void {
  order.before = level.last
  order.after = null
  if (level.last) level.last.after = order
  else level.first = order
  level.last = order
}

function unqueue(level: Level, order: RestingOrder): void {
  if (order.before) order.before.after = order.after
  else level.first = order.after
  if (order.after) order.after.before = order.before
  else level.last = order.before
}

/** Takes an order out of the book. */
export function withdraw<Order extends RestingOrder>(book: Book<Order>, order: Order): void {
  const level = order.level
  assert(level !== null, 'an order that is withdrawn rests')
  unqueue(level, order)
  order.level = order.before = order.after = null
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
}

/** Takes what is shown from a resting order; an iceberg shows its next part then, and a spent order leaves the book. */
export function reduce<Order extends RestingOrder>(book: Book<Order>, order: Order, quantity: Lots): void {
  const { level } = order
  const shown = order.remaining - order.hidden
  assert(level !== null && shown >= quantity, 'a fill never exceeds what is shown')
  if (order.remaining === quantity) {
    withdraw(book, order)
    order.remaining = 0 as Lots
    return
  }
  order.remaining = (order.remaining - quantity) as Lots
  level.quantity = (level.quantity - quantity) as Lots
  sideOf(book, order.side).quantity -= quantity
  if (quantity === shown) showNext(level, order)
}

function showNext(level: Level, order: RestingOrder): void {
  const next = shownOf(order.display, order.hidden)
  order.hidden = (order.hidden - next) as Lots
  level.hidden -= next
  level.quantity = (level.quantity + next) as Lots
  unqueue(level, order)
  queue(level, order)
}

/** Makes a resting order smaller where it stands, hidden lots first; something of it remains. */
export function shorten<Order extends RestingOrder>(book: Book<Order>, order: Order, by: Lots): void {
  const { level } = order
  assert(level !== null && by < order.remaining, 'something remains of an order that is shortened')
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

/** Where a price stands, or would stand, in a side's sorted levels. */
function placeOf({ side, prices }: BookSide, price: Ticks): number {
  const sign = side === 'buy' ? 1 : -1
  let low = 0
  let high = prices.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((prices[middle]! - price) * sign < 0) low = middle + 1
    else high = middle
  }
  return low
}
