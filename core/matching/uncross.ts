import type { Lots, Ticks } from '../units/index.ts'
import type { Book, RestingOrder } from './book.ts'
import { AuctionSide, type Depth } from './auction-side.ts'
import type { SelfTradePrevention } from './match.ts'

/** Two orders that an auction brings together; `left` is what each had before. `own`: nothing trades. */
export type Pair<Order extends RestingOrder = RestingOrder> = {
  readonly older: Order
  readonly younger: Order
  readonly olderLeft: Lots
  readonly youngerLeft: Lots
  readonly price: Ticks
  readonly quantity: Lots
  readonly own: boolean
}

/**
 * Everything that uncrosses a book, in its order: at one price, by price-time priority on both sides. Where prevention
 * takes orders out and leaves the book crossed, it is uncrossed again. Reads only.
 */
export function pairsOf<Order extends RestingOrder>(
  book: Book<Order>,
  reference: Ticks | null,
  preventionOf: (order: Order) => SelfTradePrevention,
): Pair<Order>[] {
  const [buys, sells] = [new AuctionSide(book, 'buy'), new AuctionSide(book, 'sell')]
  const pairs: Pair<Order>[] = []
  for (;;) {
    const price = uncrossingPrice(buys.depth(), sells.depth(), reference)
    if (price === null) return pairs
    for (;;) {
      const [buy, sell] = [buys.first(), sells.first()]
      if (!buy || !sell || buy.order.price < price || sell.order.price > price) break
      const buyIsOlder = buy.order.id < sell.order.id
      const [older, younger] = buyIsOlder ? [buy, sell] : [sell, buy]
      const own = buy.order.seat === sell.order.seat
      const [olderLeft, youngerLeft] = [older.shown + older.hidden, younger.shown + younger.hidden]
      const quantity = own ? Math.min(olderLeft, youngerLeft) : Math.min(older.shown, younger.shown)
      pairs.push({
        older: older.order,
        younger: younger.order,
        olderLeft: olderLeft as Lots,
        youngerLeft: youngerLeft as Lots,
        price,
        quantity: quantity as Lots,
        own,
      })
      if (!own) {
        buys.take(quantity)
        sells.take(quantity)
        continue
      }
      const [olderSide, youngerSide] = buyIsOlder ? [buys, sells] : [sells, buys]
      const prevention = preventionOf(younger.order)
      if (prevention === 'decrement') {
        buys.lose(quantity)
        sells.lose(quantity)
      }
      if (prevention === 'cancel_taker' || prevention === 'cancel_both') youngerSide.drop()
      if (prevention === 'cancel_maker' || prevention === 'cancel_both') olderSide.drop()
    }
  }
}

type Candidate = { readonly price: Ticks; readonly volume: bigint; readonly surplus: bigint }

/**
 * The one price at which crossed sides trade the most, by the tie-breaks of decisions/0008: least surplus, then the
 * pressure of the side that has more, then nearness to `reference`. Null if nothing crosses. Sides come best first.
 */
export function uncrossingPrice(buys: Depth[], sells: Depth[], reference: Ticks | null): Ticks | null {
  const [bid, ask] = [buys[0], sells[0]]
  if (!bid || !ask || bid.price < ask.price) return null
  const most = best(candidatesOf(buys, sells, { low: ask.price, high: bid.price }), ({ volume }) => -volume)
  const even = best(most, ({ surplus }) => (surplus < 0n ? -surplus : surplus))
  const [lowest, highest] = [even[0]!.price, even.at(-1)!.price]
  if (even.every(({ surplus }) => surplus > 0n)) return highest
  if (even.every(({ surplus }) => surplus < 0n)) return lowest
  const target = reference ?? Math.floor((lowest + highest) / 2)
  return best(even, ({ price }) => BigInt(Math.abs(price - target)))[0]!.price
}

/** Every limit in the range, lowest first, with what would trade there and what buyers want beyond it. */
function candidatesOf(
  buys: Depth[],
  sells: Depth[],
  { low, high }: { low: Ticks; high: Ticks },
): Candidate[] {
  const inside = (depth: Depth[]) =>
    new Map(
      depth
        .filter(({ price }) => price >= low && price <= high)
        .map(({ price, quantity }) => [price, quantity]),
    )
  const [bids, asks] = [inside(buys), inside(sells)]
  const prices = [...new Set([...bids.keys(), ...asks.keys()])].sort((a, b) => a - b)
  let demand = [...bids.values()].reduce((sum, quantity) => sum + quantity, 0n)
  let supply = 0n
  return prices.map((price) => {
    supply += asks.get(price) ?? 0n
    const candidate = { price, volume: demand < supply ? demand : supply, surplus: demand - supply }
    demand -= bids.get(price) ?? 0n
    return candidate
  })
}

/** Those with the smallest score, in their order. */
function best(candidates: Candidate[], score: (candidate: Candidate) => bigint): Candidate[] {
  const smallest = candidates.map(score).reduce((a, b) => (b < a ? b : a))
  return candidates.filter((candidate) => score(candidate) === smallest)
}
