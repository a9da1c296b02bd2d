import type { DepthLevel } from '../../../peatio/engine/index.ts'

type Depth = { market: string; bids: DepthLevel[]; asks: DepthLevel[] }

/** I5: nobody bids what somebody asks, levels are in order, and none is empty. */
export function bookNotCrossed({ market, bids, asks }: Depth): string[] {
  const complaints: string[] = []
  if (bids[0] && asks[0] && bids[0].price >= asks[0].price)
    complaints.push(`${market} bids ${bids[0].price} and asks ${asks[0].price}`)
  for (const [levels, sign] of [
    [bids, -1],
    [asks, 1],
  ] as const) {
    for (const [index, { price, quantity }] of levels.entries()) {
      if (quantity <= 0) complaints.push(`${market} has an empty level at ${price}`)
      const before = levels[index - 1]
      if (before && (price - before.price) * sign <= 0)
        complaints.push(`${market} has ${price} behind ${before.price}`)
    }
  }
  return complaints
}
