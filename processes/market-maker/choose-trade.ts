import type { Side } from './quotes.ts'
import { normal, type Random } from './random.ts'

export type Taste = {
  /** Lots of a usual trade, and the largest and smallest. */
  usual: number
  most: number
  least: number
  /** Mean time between trades. */
  everyMs: number
}

/**
 * The taker's next order: sizes vary by the factor of e, the side by chance, leaning towards an even
 * inventory.
 */
export function chooseTrade(
  random: Random,
  taste: Taste,
  unevenness: number,
): { side: Side; quantity: number } {
  const size = Math.round(taste.usual * Math.exp(normal(random)))
  const quantity = Math.min(taste.most, Math.max(taste.least, size))
  return { side: random() < 0.5 - 2 * unevenness ? 'buy' : 'sell', quantity }
}

/** Time to the next trade: exponential, so that trades come in clusters and pauses as real ones do. */
export const pauseMs = (random: Random, taste: Taste): number =>
  Math.min(6 * taste.everyMs, -Math.log(1 - random()) * taste.everyMs)
