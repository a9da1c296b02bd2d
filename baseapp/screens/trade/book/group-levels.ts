import { scale } from '../../../../core/units/index.ts'
import type { Level } from '../../../feed/index.ts'

/** A row of the shown book: a price step, what rests in it, and what rests up to it. */
export type BookRow = { price: bigint; quantity: bigint; cumulative: bigint }

/** The steps that a market's book can be grouped by: its tick, and coarser ones. */
export function groupSteps(pricePrecision: number): bigint[] {
  const tick = 10n ** BigInt(scale - pricePrecision)
  return [1n, 5n, 10n, 50n, 100n, 1000n].map((times) => tick * times)
}

/**
 * The best `rowsMost` rows of a side. A step takes the price away from the middle: asks up, bids down, so that no
 * row promises a better price than there is.
 */
export function groupLevels(
  levels: readonly Level[],
  side: 'asks' | 'bids',
  step: bigint,
  rowsMost: number,
): BookRow[] {
  const rows: BookRow[] = []
  let cumulative = 0n
  for (const { price, quantity } of levels) {
    const down = price - (price % step)
    const at = side === 'bids' || down === price ? down : down + step
    cumulative += quantity
    const last = rows.at(-1)
    if (last?.price === at) {
      last.quantity += quantity
      last.cumulative = cumulative
    } else {
      if (rows.length === rowsMost) break
      rows.push({ price: at, quantity, cumulative })
    }
  }
  return rows
}

/** The side whose best row the Tab key stops at: the bids, or the asks while nobody bids. */
export const entrySide = (bids: readonly unknown[]): 'asks' | 'bids' => (bids.length > 0 ? 'bids' : 'asks')

/** The gap between the best prices, and its share of the middle in hundredths of a basis point. */
export function spreadOf(bestAsk: bigint | undefined, bestBid: bigint | undefined) {
  if (bestAsk === undefined || bestBid === undefined || bestAsk + bestBid === 0n) return undefined
  const gap = bestAsk - bestBid
  return { gap, share: Number((gap * 2_000_000n) / (bestAsk + bestBid)) / 1_000_000 }
}
