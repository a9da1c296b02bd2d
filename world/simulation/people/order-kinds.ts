import type { Random } from '../random.ts'

/** A kind of order that traders send: how often, as a range that each seed draws from, and its body. */
export type OrderKind = {
  name: string
  weights: readonly [from: number, to: number]
  /** `nowS`: seconds since the epoch. */
  body: (random: Random, nowS: number) => Record<string, unknown>
}

/** Prices of 2 digits, quantities of 6: as the naive twin has them. */
const price = (ticks: number): string => (ticks / 100).toFixed(2)
const quantity = (lots: number): string => (lots / 1e6).toFixed(6)
/** A price around that of the market, give or take so many ticks. */
const around = (random: Random, ticks: number): string => price(1_000 + random.whole(-ticks, ticks))
const near = (random: Random): string => around(random, 8)
const side = (random: Random): string => random.pick(['buy', 'sell'])

const preventions = ['cancel_taker', 'cancel_maker', 'cancel_both', 'decrement']

/** What traders order. A new type of order is a row here, and a rule in the naive twin. */
export const orderKinds: readonly OrderKind[] = [
  {
    name: 'limit',
    weights: [2, 10],
    body: (random) => ({
      side: side(random),
      ord_type: 'limit',
      price: near(random),
      volume: quantity(random.whole(1, 900_000)),
    }),
  },
  {
    name: 'limit far from the market',
    weights: [0, 4],
    body: (random) => {
      const buys = random.chance(0.5)
      const far = price(buys ? random.whole(1, 900) : random.whole(1_100, 9_000))
      return { side: buys ? 'buy' : 'sell', ord_type: 'limit', price: far, volume: quantity(100_000) }
    },
  },
  {
    name: 'market',
    weights: [0, 4],
    body: (random) => ({
      side: side(random),
      ord_type: 'market',
      volume: quantity(random.whole(1, 1_500_000)),
    }),
  },
  {
    name: 'more than he has',
    weights: [0, 2],
    body: (random) => ({
      side: side(random),
      ord_type: 'limit',
      price: near(random),
      volume: quantity(random.whole(20_000_000, 900_000_000)),
    }),
  },
  {
    name: 'limit with terms',
    weights: [0, 6],
    body: (random, nowS) => ({
      side: side(random),
      ord_type: 'limit',
      price: near(random),
      volume: quantity(random.whole(1_000, 900_000)),
      ...random.pick([
        { time_in_force: 'ioc' },
        { time_in_force: 'fok' },
        { time_in_force: 'gtd', expires_at: nowS + random.whole(1, 12) },
        { post_only: true },
        { display_volume: quantity(random.whole(1_000, 200_000)) },
        { self_trade_prevention: random.pick(preventions) },
      ]),
    }),
  },
  {
    name: 'stop',
    weights: [0, 5],
    body: (random) => {
      const stop = {
        side: side(random),
        volume: quantity(random.whole(1_000, 300_000)),
        stop_price: around(random, 10),
      }
      if (random.chance(0.5)) return { ...stop, ord_type: 'stop_limit', price: near(random) }
      return {
        ...stop,
        ord_type: 'stop_market',
        ...(stop.side === 'buy' && { protection_price: price(1_050) }),
      }
    },
  },
  {
    name: 'trailing stop',
    weights: [0, 2],
    body: (random) => {
      const order = {
        side: side(random),
        ord_type: 'trailing_stop',
        volume: quantity(random.whole(1_000, 300_000)),
      }
      const protection = order.side === 'buy' && { protection_price: price(1_050) }
      return { ...order, trailing_offset: price(random.whole(1, 9)), ...protection }
    },
  },
  {
    name: 'market by budget',
    weights: [0, 2],
    body: (random) => ({ side: 'buy', ord_type: 'market', quote_volume: price(random.whole(1, 900)) }),
  },
]
