import type { Lots, Ticks } from '../units/index.ts'
import { bestLevel, firstOf, nextOf, sideOf, type Book, type RestingOrder } from './book.ts'
import { metInQueue } from './iceberg.ts'
import { opposite, type Side } from './side.ts'

/** What happens when an order meets one of the same owner. */
export type SelfTradePrevention = 'cancel_taker' | 'cancel_maker' | 'cancel_both' | 'decrement'

/**
 * One maker that an incoming order meets, at the maker's price. `own`: nothing trades, both have the same owner;
 * `quantity` is then the smaller of what the two have left.
 */
export type Met<Order extends RestingOrder = RestingOrder> = {
  readonly maker: Order
  readonly price: Ticks
  readonly quantity: Lots
  readonly own: boolean
}

/** What arrives: `limit` null takes any price; `seat` meets its own orders by the rules of `prevention`. */
export type Incoming = {
  readonly side: Side
  readonly limit: Ticks | null
  readonly quantity: Lots
  readonly seat: object | null
  readonly prevention: SelfTradePrevention
}

/** How much of a fill somebody can pay for; less than was offered ends the walk. */
export type Reach = (price: Ticks, quantity: Lots) => Lots

/** Whether a resting price satisfies an incoming limit. */
export const crosses = (side: Side, limit: Ticks | null, price: Ticks): boolean =>
  limit === null || (side === 'buy' ? price <= limit : price >= limit)

/**
 * The makers that an incoming order would meet, best price first, oldest first within a price. Reads only: `reduce`
 * makes fills true, one by one.
 */
export function match<Order extends RestingOrder>(
  book: Book<Order>,
  incoming: Incoming,
  reach?: Reach,
): Met<Order>[] {
  const { side, limit, quantity, seat, prevention } = incoming
  const makers = sideOf(book, opposite(side))
  let met: Met<Order>[] | undefined
  let remaining: number = quantity
  for (let index = makers.levels.length - 1; index >= 0 && remaining > 0; index--) {
    const level = makers.levels[index]!
    if (!crosses(side, limit, level.price)) break
    if (level.hidden > 0) {
      const queue = metInQueue(book, level, { ...incoming, quantity: remaining as Lots }, reach)
      met = met ? met.concat(queue.met) : queue.met
      if (queue.ended) return met
      remaining = queue.remaining
      continue
    }
    for (let maker = firstOf(book, level); maker && remaining > 0; maker = nextOf(book, maker)) {
      const wanted = (maker.remaining < remaining ? maker.remaining : remaining) as Lots
      const own = maker.seat === seat
      const taken = own || !reach ? wanted : reach(level.price, wanted)
      if (taken > 0) {
        const one = { maker, price: level.price, quantity: taken, own }
        // A list of one is made as such: one that grows reserves room for many.
        if (met) met.push(one)
        else met = [one]
      }
      if (own) {
        if (endsTaker(prevention)) return met!
        if (prevention === 'decrement') remaining -= taken
        continue
      }
      if (taken < wanted) return met ?? []
      remaining -= taken
    }
  }
  return met ?? []
}

export const endsTaker = (prevention: SelfTradePrevention): boolean =>
  prevention === 'cancel_taker' || prevention === 'cancel_both'

/** Whether an incoming order would meet any maker at all. */
export function wouldCross(book: Book, side: Side, limit: Ticks | null): boolean {
  const best = bestLevel(sideOf(book, opposite(side)))
  return best !== undefined && crosses(side, limit, best.price)
}
