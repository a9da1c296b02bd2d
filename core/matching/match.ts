import type { Lots, Ticks } from '../units/index.ts'
import { bestLevel, sideOf, type Book, type RestingOrder } from './book.ts'
import { opposite, type Side } from './side.ts'

/** One maker consumed, wholly or in part, at the maker's price. */
export type Fill<Order extends RestingOrder = RestingOrder> = { maker: Order; price: Ticks; quantity: Lots }

/** What arrives: `limit` null takes any price. */
export type Incoming = { side: Side; limit: Ticks | null; quantity: Lots }

/** Whether a resting price satisfies an incoming limit. */
export const crosses = (side: Side, limit: Ticks | null, price: Ticks): boolean =>
  limit === null || (side === 'buy' ? price <= limit : price >= limit)

/**
 * The fills an incoming order would get, best price first, oldest first within a price. Reads only:
 * `reduce` makes them true, one by one. `afford` may shorten a fill (0 ends the walk): a market order
 * stops where its funds do.
 */
export function match<Order extends RestingOrder>(
  book: Book<Order>,
  { side, limit, quantity }: Incoming,
  afford?: (price: Ticks, quantity: Lots) => Lots,
): Fill<Order>[] {
  const makers = sideOf(book, opposite(side))
  let fills: Fill<Order>[] | undefined
  let remaining: number = quantity
  for (let index = makers.levels.length - 1; index >= 0 && remaining > 0; index--) {
    const level = makers.levels[index]!
    if (!crosses(side, limit, level.price)) break
    for (let maker = level.first; maker && remaining > 0; maker = maker.after as Order | null) {
      const wanted = (maker.remaining < remaining ? maker.remaining : remaining) as Lots
      const taken = afford ? afford(level.price, wanted) : wanted
      if (taken > 0) {
        const fill = { maker, price: level.price, quantity: taken }
        // A list of one is made as such: one that grows reserves room for many.
        if (fills) fills.push(fill)
        else fills = [fill]
      }
      if (taken < wanted) return fills ?? []
      remaining -= taken
    }
  }
  return fills ?? []
}

/** Whether an incoming order would meet any maker at all. */
export function wouldCross(book: Book, side: Side, limit: Ticks | null): boolean {
  const best = bestLevel(sideOf(book, opposite(side)))
  return best !== undefined && crosses(side, limit, best.price)
}
