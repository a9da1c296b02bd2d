import { assert, type Lots, type OrderId, type Ticks } from '../units/index.ts'
import type { Side } from './side.ts'

/** An order waiting in a book. Its links and level belong to the book: nobody else writes them. */
export type RestingOrder = {
  readonly id: OrderId
  readonly side: Side
  readonly price: Ticks
  remaining: Lots
  level: Level | null
  before: RestingOrder | null
  after: RestingOrder | null
}

/** All resting orders at one price, oldest first, and their total. */
export type Level<Order extends RestingOrder = RestingOrder> = {
  readonly price: Ticks
  quantity: Lots
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
  /** All that rests: exact while it is a safe integer, and never far off. */
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

/** Total resting at a price; 0 where there is no level. */
export function quantityAt(side: BookSide, price: Ticks): Lots {
  const level = side.levels[placeOf(side, price)]
  return level?.price === price ? level.quantity : (0 as Lots)
}

/** Whether a price can take so much more, its total staying a safe integer. */
export function hasRoom(side: BookSide, price: Ticks, quantity: Lots): boolean {
  // No level holds more than its whole side, which is nearly always far from the limit: then nothing is searched.
  if (side.quantity + quantity <= Number.MAX_SAFE_INTEGER / 2) return true
  return quantityAt(side, price) + quantity <= Number.MAX_SAFE_INTEGER
}

/** Queues an order behind every other at its price. */
export function rest<Order extends RestingOrder>(book: Book<Order>, order: Order): void {
  const side = sideOf(book, order.side)
  const place = placeOf(side, order.price)
  if (side.prices[place] !== order.price) {
    insert(side.prices, place, order.price)
    insert(side.levels, place, { price: order.price, quantity: 0 as Lots, count: 0, first: null, last: null })
  }
  const level = side.levels[place]!
  order.level = level
  order.before = level.last
  order.after = null
  if (level.last) level.last.after = order
  else level.first = order
  level.last = order
  level.count += 1
  level.quantity = (level.quantity + order.remaining) as Lots
  side.quantity += order.remaining
}

/** Takes an order out of the book. */
export function withdraw<Order extends RestingOrder>(book: Book<Order>, order: Order): void {
  const level = order.level
  assert(level !== null, 'an order that is withdrawn rests')
  if (order.before) order.before.after = order.after
  else level.first = order.after
  if (order.after) order.after.before = order.before
  else level.last = order.before
  order.level = order.before = order.after = null
  level.count -= 1
  level.quantity = (level.quantity - order.remaining) as Lots
  const side = sideOf(book, order.side)
  side.quantity -= order.remaining
  if (level.count > 0) return

  const place = placeOf(side, level.price)
  remove(side.prices, place)
  remove(side.levels, place)
}

/** Takes quantity from a resting order, and the order from the book when it is spent. */
export function reduce<Order extends RestingOrder>(book: Book<Order>, order: Order, quantity: Lots): void {
  assert(order.level !== null && order.remaining >= quantity, 'a fill never exceeds what rests')
  if (order.remaining === quantity) {
    withdraw(book, order)
    order.remaining = 0 as Lots
  } else {
    order.remaining = (order.remaining - quantity) as Lots
    order.level.quantity = (order.level.quantity - quantity) as Lots
    sideOf(book, order.side).quantity -= quantity
  }
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
