import type { Level } from '../../../feed/index.ts'

/** A corner of the curve: at this price or better, this much rests. */
export type DepthPoint = { price: number; sum: number; priceUnits: bigint; sumUnits: bigint }

/** Numbers are good enough to draw with; what is read out comes from the units beside them. */
const drawn = (units: bigint): number => Number(units) / 1e18

/** The cumulative quantity of a side from the best price outward, as far as `limit` (inclusive). */
export function depthCurve(levels: readonly Level[], limit: bigint, direction: 1 | -1): DepthPoint[] {
  const points: DepthPoint[] = []
  let sumUnits = 0n
  for (const { price, quantity } of levels) {
    if (direction === 1 ? price > limit : price < limit) break
    sumUnits += quantity
    points.push({ price: drawn(price), sum: drawn(sumUnits), priceUnits: price, sumUnits })
  }
  return points
}

/** How far to both sides of the middle the chart reaches: to the farther end of the nearer side, at most 10 %. */
export function depthRange(
  asks: readonly Level[],
  bids: readonly Level[],
): { low: bigint; high: bigint } | undefined {
  const [ask, bid] = [asks[0]?.price, bids[0]?.price]
  if (ask === undefined || bid === undefined) return undefined
  const middle = (ask + bid) / 2n
  const up = asks.at(-1)!.price - middle
  const down = middle - bids.at(-1)!.price
  const most = middle / 10n
  const reach = [up > down ? up : down, most].reduce((a, b) => (a < b ? a : b))
  return { low: middle - reach, high: middle + reach }
}

/** The outermost point that is not past this price; what rests between the best price and it. */
export function pointAt(
  points: readonly DepthPoint[],
  price: number,
  direction: 1 | -1,
): DepthPoint | undefined {
  return points.findLast((point) => (direction === 1 ? point.price <= price : point.price >= price))
}
