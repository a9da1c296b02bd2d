import type { Kysely } from 'kysely'
import { fillGaps, intervalMs, openedAt, type Candle } from './candle.ts'
import { candleBefore, candleFrom, candlesBetween, type Series } from './candle-store.ts'
import type { Pending } from './pending.ts'
import type { MarketDataTables } from './tables.ts'

/** Moments in ms, both included. Without `to` the range ends now; without `from` it has the last `limit` periods. */
export type CandleRange = { from?: number | undefined; to?: number | undefined; limit: number }

type Unstored = Pick<Pending, 'candlesOf'>

/** No answer has more points, however long the range: it then ends early. */
export const candlesMax = 10_000

/**
 * Candles of a series, oldest first and without gaps: periods without trades stand at the price before them.
 * Nothing is given for the time before the first trade. `from` and `to` together: the limit does not count.
 */
export async function readCandles(
  db: Kysely<MarketDataTables>,
  { series, pending, range, now }: { series: Series; pending: Unstored; range: CandleRange; now: number },
): Promise<Candle[]> {
  const { interval } = series
  const span = intervalMs(interval)
  const end = openedAt(Math.max(0, Math.min(range.to ?? now, now)), interval)
  const last = Math.min(range.limit, candlesMax)
  // A period belongs to a range when its opening does.
  const asked = range.from === undefined ? end - (last - 1) * span : Math.ceil(range.from / span) * span

  // Pending ones are asked for before SQL and after it: what is stored in the meantime is in one of the two.
  const earlier = pending.candlesOf(series)
  const known = await candleBefore(db, series, asked)
  const before = lastBefore(asked, [...earlier, ...(known ? [known] : []), ...pending.candlesOf(series)])
  const first = before ? asked : await firstFrom(db, { series, pending, at: asked })
  if (first === undefined || first > end) return []
  const count = range.from !== undefined && range.to !== undefined ? candlesMax : last
  const to = Math.min(end, first + (count - 1) * span)

  const fresh = pending.candlesOf(series)
  const stored = await candlesBetween(db, series, { from: first, to })
  const candles = new Map<number, Candle>()
  for (const candle of [...stored, ...fresh, ...pending.candlesOf(series)]) {
    if (candle.openedAt < first || candle.openedAt > to) continue
    const known = candles.get(candle.openedAt)
    // A candle only grows, so the larger version is the newer one.
    if (!known || candle.baseVolume > known.baseVolume) candles.set(candle.openedAt, candle)
  }
  const ascending = [...candles.values()].sort((a, b) => a.openedAt - b.openedAt)
  return fillGaps(ascending, { from: first, to, interval, before: before?.close })
}

/** The newest of candles before a moment; of two versions of one the larger is the newer. */
function lastBefore(at: number, candles: Candle[]): Candle | undefined {
  const isNewer = (a: Candle, b: Candle) =>
    a.openedAt === b.openedAt ? a.baseVolume >= b.baseVolume : a.openedAt > b.openedAt
  return candles
    .filter(({ openedAt }) => openedAt < at)
    .reduce<Candle | undefined>((found, each) => (!found || isNewer(each, found) ? each : found), undefined)
}

async function firstFrom(
  db: Kysely<MarketDataTables>,
  { series, pending, at }: { series: Series; pending: Unstored; at: number },
): Promise<number | undefined> {
  const earlier = pending.candlesOf(series)
  const stored = await candleFrom(db, series, at)
  const found = [...earlier, ...(stored ? [stored] : []), ...pending.candlesOf(series)]
    .map(({ openedAt }) => openedAt)
    .filter((openedAt) => openedAt >= at)
  return found.length === 0 ? undefined : Math.min(...found)
}
