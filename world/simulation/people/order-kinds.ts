import type { Random } from '../random.ts'

/** A kind of order that traders send: how often, as a range that each seed draws from, and its body. */
export type OrderKind = {
  name: string
  weights: readonly [from: number, to: number]
  body: (random: Random) => Record<string, unknown>
}

/** Prices of 2 digits, quantities of 6: as the naive twin has them. */
const price = (ticks: number): string => (ticks / 100).toFixed(2)
const quantity = (lots: number): string => (lots / 1e6).toFixed(6)
const near = (random: Random): string => price(1_000 + random.whole(-8, 8))
const side = (random: Random): string => random.pick(['buy', 'sell'])

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
]
