import type { Holdings } from './inventory.ts'
import type { Side } from './quotes.ts'
import { VenueError, type PublicVenue, type Venue, type VenueMarket, type VenueOrder } from './venue.ts'

type Order = VenueOrder & { owner: string; market: VenueMarket; quantity: number }

/** A naive exchange in memory, for the bots' tests: price-time priority, no fees, floating-point funds. */
export type SimulatedExchange = PublicVenue & {
  account(owner: string, funds: Holdings): Venue
  orders: Order[]
  trades: { market: string; price: number; quantity: number; maker: string; taker: string }[]
  /** Commands that a journal would have kept: orders placed and canceled. */
  commands(): number
  requests(): number
  /** Every call fails with this until it is taken away. */
  broken: VenueError | null
}

export function simulateExchange(markets: VenueMarket[]): SimulatedExchange {
  const funds = new Map<string, Holdings>()
  let counts = { commands: 0, requests: 0, ids: 0 }

  function answer<Result>(kind: 'read' | 'command', work: () => Result): Promise<Result> {
    if (exchange.broken) return Promise.reject(exchange.broken)
    counts = {
      ...counts,
      requests: counts.requests + 1,
      commands: counts.commands + (kind === 'command' ? 1 : 0),
    }
    try {
      return Promise.resolve(work())
    } catch (error) {
      return Promise.reject(error)
    }
  }

  function pay(from: string, to: string, { asset, sum }: { asset: string; sum: number }): void {
    funds.get(from)![asset] = funds.get(from)![asset]! - sum
    funds.get(to)![asset] = funds.get(to)![asset]! + sum
  }

  function meet(taker: string, side: Side, { market, quantity, limit }: Meeting): number {
    let left = quantity
    const sign = side === 'buy' ? 1 : -1
    while (left > 0) {
      let best: Order | undefined
      for (const order of exchange.orders) {
        // Orders lie in the order of their ids: only a better price goes before an older order.
        if (order.market !== market || order.side === side) continue
        if (!best || sign * (order.price - best.price) < 0) best = order
      }
      if (!best || sign * (best.price - limit) > 0) break
      const filled = Math.min(left, best.remaining)
      const [buyer, seller] = side === 'buy' ? [taker, best.owner] : [best.owner, taker]
      const base = filled / 10 ** market.amountPrecision
      pay(seller, buyer, { asset: market.base, sum: base })
      pay(buyer, seller, { asset: market.quote, sum: (base * best.price) / 10 ** market.pricePrecision })
      exchange.trades.push({
        market: market.market,
        price: best.price,
        quantity: filled,
        maker: best.owner,
        taker,
      })
      best.remaining -= filled
      left -= filled
      if (best.remaining === 0) exchange.orders.splice(exchange.orders.indexOf(best), 1)
    }
    return left
  }

  const accountOf = (owner: string): Venue => ({
    openOrders: (market) =>
      answer('read', () =>
        exchange.orders.filter((order) => order.owner === owner && order.market === market).map(plain),
      ),
    placeLimit: (market, { side, price, quantity }) =>
      answer('command', () => {
        const id = (counts.ids += 1)
        const remaining = meet(owner, side, { market, quantity, limit: price })
        const order: Order = { id, owner, market, side, price, quantity, remaining }
        if (remaining > 0) exchange.orders.push(order)
        return plain(order)
      }),
    placeMarket: (market, { side, quantity }) =>
      answer('command', () => {
        const left = meet(owner, side, { market, quantity, limit: side === 'buy' ? Infinity : 0 })
        if (left === quantity) throw new VenueError(422, ['market.order.insufficient_market_liquidity'])
      }),
    cancel: (id) => answer('command', () => remove((order) => order.owner === owner && order.id === id)),
    cancelAll: (market) =>
      answer('command', () => remove((order) => order.owner === owner && order.market === market)),
    holdings: () => answer('read', () => ({ ...funds.get(owner)! })),
  })
  const remove = (which: (order: Order) => boolean) => {
    exchange.orders = exchange.orders.filter((order) => !which(order))
  }

  const exchange: SimulatedExchange = {
    account(owner, start) {
      funds.set(owner, { ...start })
      return accountOf(owner)
    },
    orders: [],
    trades: [],
    broken: null,
    commands: () => counts.commands,
    requests: () => counts.requests,
    markets: () => answer('read', () => markets),
    lastPrice: (market) =>
      answer('read', () => {
        const last = exchange.trades.findLast((trade) => trade.market === market)
        const precision = markets.find((each) => each.market === market)!.pricePrecision
        return last ? last.price / 10 ** precision : null
      }),
  }
  return exchange
}

type Meeting = { market: VenueMarket; quantity: number; limit: number }

const plain = ({ id, side, price, remaining }: Order): VenueOrder => ({ id, side, price, remaining })
