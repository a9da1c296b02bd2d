import { scale, unit } from '../../../../core/units/index.ts'
import type { Level } from '../../../feed/index.ts'

/** All sums are counts of 10⁻¹⁸ units. */
export type Estimate = {
  /** What the book can fill of the quantity, and for how much. */
  filled: bigint
  notional: bigint
  average: bigint
  /** Of the last level that is touched. */
  worst: bigint
  /** How much worse than the best price the average is, in basis points, rounded up. */
  slippageBps: number
  /** Whether the shown depth fills the whole quantity. */
  isWhole: boolean
}

/** Walks the levels that a market order would take, best first; `undefined` when there are none, or no quantity. */
export function estimateMarket(levels: readonly Level[], quantity: bigint): Estimate | undefined {
  const best = levels[0]
  if (best === undefined || quantity <= 0n) return undefined
  let left = quantity
  let notional = 0n
  let worst = best.price
  for (const level of levels) {
    if (left === 0n) break
    const taken = level.quantity < left ? level.quantity : left
    notional += (taken * level.price) / unit
    worst = level.price
    left -= taken
  }
  const filled = quantity - left
  const average = (notional * unit) / filled
  const gap = average > best.price ? average - best.price : best.price - average
  const slippageBps = Number((gap * 10_000n + best.price - 1n) / best.price)
  return { filled, notional, average, worst, slippageBps, isWhole: left === 0n }
}

/** Cut to whole steps of 10^-precision, toward zero. */
export function cutTo(units: bigint, precision: number): bigint {
  const step = 10n ** BigInt(scale - precision)
  return units - (units % step)
}

/** The most that `funds` buy at one price, in whole lots. */
export const quantityAtPrice = (funds: bigint, price: bigint, precision: number): bigint =>
  price <= 0n ? 0n : cutTo((funds * unit) / price, precision)

/** The most that `funds` buy from the levels, best first, in whole lots. */
export function quantityFromLevels(levels: readonly Level[], funds: bigint, precision: number): bigint {
  let left = funds
  let quantity = 0n
  for (const { price, quantity: offered } of levels) {
    const cost = (price * offered + unit - 1n) / unit
    if (cost > left) return cutTo(quantity + (left * unit) / price, precision)
    left -= cost
    quantity += offered
  }
  return cutTo(quantity, precision)
}
