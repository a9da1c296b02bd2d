import type { Lots } from '../units/index.ts'
import { firstOf, nextOf, type Book, type Level, type RestingOrder } from './book.ts'
import { endsTaker, type Incoming, type Met, type Reach } from './match.ts'

/** What of an order is in the queue: icebergs return to its end with their next part. */
export type Slice<Order> = { readonly order: Order; readonly shown: number; readonly hidden: number }

export type Queue<Order extends RestingOrder> = { met: Met<Order>[]; remaining: number; ended: boolean }

/** What an iceberg shows of what it has left. */
export const shownOf = (display: number, remaining: number): number =>
  display > 0 && display < remaining ? display : remaining

/** Walks a level on which something is hidden, as `match` walks the others. */
export function metInQueue<Order extends RestingOrder>(
  book: Book<Order>,
  level: Level,
  { quantity, seat, prevention }: Incoming,
  reach: Reach | undefined,
): Queue<Order> {
  const met: Met<Order>[] = []
  const slices = slicesOf(book, level)
  let remaining: number = quantity
  // The queue grows while it is walked.
  for (let index = 0; index < slices.length && remaining > 0; index++) {
    const { order: maker, shown, hidden } = slices[index]!
    const own = maker.seat === seat
    const offered = own ? shown + hidden : shown
    const wanted = (offered < remaining ? offered : remaining) as Lots
    const taken = own || !reach ? wanted : reach(level.price, wanted)
    if (taken > 0) met.push({ maker, price: level.price, quantity: taken, own })
    if (own) {
      if (endsTaker(prevention)) return { met, remaining, ended: true }
      if (prevention === 'decrement') remaining -= taken
      continue
    }
    if (taken < wanted) return { met, remaining, ended: true }
    remaining -= taken
    if (taken === shown && hidden > 0) {
      const next = shownOf(maker.display, hidden)
      slices.push({ order: maker, shown: next, hidden: hidden - next })
    }
  }
  return { met, remaining, ended: false }
}

/** Everyone on a level, oldest first. */
export function slicesOf<Order extends RestingOrder>(book: Book<Order>, level: Level): Slice<Order>[] {
  const slices: Slice<Order>[] = []
  for (let order = firstOf(book, level); order; order = nextOf(book, order)) {
    slices.push({ order, shown: order.remaining - order.hidden, hidden: order.hidden })
  }
  return slices
}
