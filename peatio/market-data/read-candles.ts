import type { Kysely } from 'kysely'
import { fillGaps, intervalMs, openedAt, type Candle } from './candle.ts'
import { candleBefore, candleFrom, candlesBetween, type Series } from './candle-store.ts'
import type { Pending } from './pending.ts'
import type { MarketDataTables } from './tables.ts'

/** Moments in ms, both included. Without `to` the range ends now; without `from` it has the last `limit` periods. */
export type CandleRange = { from?: number | undefined; to?: number | undefined; limit: number }

/** No answer has more points, however long the range: it then ends early. */
export const candlesMax = 10_000

/**
 * Candles of a series, oldest first and without gaps: periods without trades stand at the price before them.
 * Nothing is given for the time before the first trade. `from` and `to` together: the limit does not count.
 */
export async function readCandles(
  db: Kysely<MarketDataTables>,
  { series, pending, range, now }: { series: Series; pending: Pending; range: CandleRange; now: number },
): Promise<Candle[]> {
  const { interval } = series
  const span = intervalMs(interval)
  const end = openedAt(Math.max(0, Math.min(range.to ?? now, now)), interval)
  const last = Math.min(range.limit, candlesMax)
  // A period belongs to a range when its opening does.
  const asked = range.from === undefined ? end - (last - 1) * span : Math.ceil(range.from / span) * span

  const before = later(await candleBefore(db, series, asked), pending.candlesOf(series), asked)
  const first = before ? asked : await firstFrom(db, { series, pending, at: asked })
  if (first === undefined || first > end) return []
  const count = range.from !== undefined && range.to !== undefined ? candlesMax : last
  const to = Math.min(end, first + (count - 1) * span)

  const fresh = pending.candlesOf(series)
  const stored = await candlesBetween(db, series, { from: first, to })
  // Asked before SQL and after it: what is stored in the meantime is pending in one of the two.
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

/** The newer of a stored candle and the pending ones, all before a moment. */
function later(stored: Candle | undefined, pending: Candle[], at: number): Candle | undefined {
  const newest = pending.findLast((candle) => candle.openedAt < at)
  return newest && (!stored || newest.openedAt >= stored.openedAt) ? newest : stored
}

async function firstFrom(
  db: Kysely<MarketDataTables>,
  { series, pending, at }: { series: Series; pending: Pending; at: number },
): Promise<number | undefined> {
  const stored = await candleFrom(db, series, at)
  const fresh = pending.candlesOf(series).find((candle) => candle.openedAt >= at)
  if (!stored || !fresh) return stored?.openedAt ?? fresh?.openedAt
  return Math.min(stored.openedAt, fresh.openedAt)
}
