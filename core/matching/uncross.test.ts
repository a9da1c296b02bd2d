import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ticks } from '../units/index.ts'
import { uncrossingPrice, type Depth } from './index.ts'

type Offer = readonly [price: number, quantity: number]

const depth = (offers: readonly Offer[], best: 'highest' | 'lowest'): Depth[] =>
  offers
    .map(([price, quantity]) => ({ price: price as Ticks, quantity: BigInt(quantity) }))
    .sort((a, b) => (best === 'highest' ? b.price - a.price : a.price - b.price))

const priceOf = (bids: readonly Offer[], asks: readonly Offer[], reference: number | null) =>
  uncrossingPrice(depth(bids, 'highest'), depth(asks, 'lowest'), reference as Ticks | null)

const quantityOf = (offers: readonly Offer[], takesPart: (price: number) => boolean) =>
  offers.reduce((sum, [price, quantity]) => (takesPart(price) ? sum + quantity : sum), 0)

/** The rules of decisions/0008, one after the other, over every price that somebody has named. */
function priceByTheRules(bids: readonly Offer[], asks: readonly Offer[], reference: number | null) {
  const highestBid = Math.max(...bids.map(([price]) => price))
  const lowestAsk = Math.min(...asks.map(([price]) => price))
  if (bids.length === 0 || asks.length === 0 || highestBid < lowestAsk) return null
  const named = [...new Set([...bids, ...asks].map(([price]) => price))].sort((a, b) => a - b)
  let left = named
    .filter((price) => price >= lowestAsk && price <= highestBid)
    .map((price) => {
      const demand = quantityOf(bids, (bid) => bid >= price)
      const supply = quantityOf(asks, (ask) => ask <= price)
      return { price, traded: Math.min(demand, supply), surplus: demand - supply }
    })
  const most = Math.max(...left.map(({ traded }) => traded))
  left = left.filter(({ traded }) => traded === most)
  const least = Math.min(...left.map(({ surplus }) => Math.abs(surplus)))
  left = left.filter(({ surplus }) => Math.abs(surplus) === least)
  if (left.every(({ surplus }) => surplus > 0)) return left.at(-1)!.price
  if (left.every(({ surplus }) => surplus < 0)) return left[0]!.price
  const target = reference ?? Math.floor((left[0]!.price + left.at(-1)!.price) / 2)
  const nearest = Math.min(...left.map(({ price }) => Math.abs(price - target)))
  return left.find(({ price }) => Math.abs(price - target) === nearest)!.price
}

const cases: readonly [
  claim: string,
  bids: Offer[],
  asks: Offer[],
  reference: number | null,
  price: number | null,
][] = [
  ['nobody buys', [], [[100, 1]], 100, null],
  ['nobody sells', [[100, 1]], [], 100, null],
  ['nothing crosses', [[99, 1]], [[100, 1]], 99, null],
  ['one price is all there is', [[100, 1]], [[100, 1]], null, 100],
  [
    'most is traded',
    [
      [103, 5],
      [101, 5],
    ],
    [
      [100, 6],
      [102, 9],
    ],
    null,
    101,
  ],
  [
    'of two prices that trade as much, the one that leaves less',
    [[102, 10]],
    [
      [100, 10],
      [101, 2],
    ],
    101,
    100,
  ],
  [
    'buyers press it up',
    [[102, 10]],
    [
      [100, 5],
      [101, 1],
    ],
    100,
    102,
  ],
  ['sellers press it down', [[103, 5]], [[101, 7]], 103, 101],
  ['nothing presses: nearest to the last trade, below', [[110, 5]], [[100, 5]], 90, 100],
  ['nothing presses: nearest to the last trade, above', [[110, 5]], [[100, 5]], 120, 110],
  ['nothing presses, and both are as near: the lower', [[110, 5]], [[100, 5]], 105, 100],
  [
    'nothing presses, and nothing was ever traded: the middle, rounded down',
    [[103, 5]],
    [[100, 5]],
    null,
    100,
  ],
]

for (const [claim, bids, asks, reference, price] of cases) {
  test(`uncrossing: ${claim}`, () => {
    assert.equal(priceOf(bids, asks, reference), price)
    assert.equal(priceByTheRules(bids, asks, reference), price, 'and the rules say so')
  })
}

const seeded = (seed: number) => (below: number) =>
  Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)

test('any two crossed sides uncross at the price of the rules (seed 17)', () => {
  const random = seeded(17)
  const side = (from: number): Offer[] => {
    const prices = new Set(Array.from({ length: random(6) }, () => from + random(12)))
    return [...prices].map((price) => [price, 1 + random(4)])
  }
  let crossed = 0
  for (let round = 0; round < 2_000; round++) {
    const [bids, asks] = [side(100), side(96)]
    const reference = random(3) === 0 ? null : 90 + random(30)
    const expected = priceByTheRules(bids, asks, reference)
    assert.equal(priceOf(bids, asks, reference), expected, JSON.stringify({ bids, asks, reference }))
    crossed += Number(expected !== null)
  }
  assert.ok(crossed > 500, `${crossed} cross`)
})
