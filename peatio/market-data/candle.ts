import { intervals, type Interval } from '../../contract/index.ts'
import { amount, type Amount, type TimeMs } from '../../core/units/index.ts'
import type { TapeTrade } from './tape.ts'

/** A period of a market: four prices per base unit, and the exact sums that changed hands. */
export type Candle = {
  openedAt: TimeMs
  open: Amount
  high: Amount
  low: Amount
  close: Amount
  baseVolume: Amount
  quoteVolume: Amount
}

export const intervalNames = Object.keys(intervals) as Interval[]
export const intervalMs = (interval: Interval): number => intervals[interval] * 60_000

/** The interval of so many minutes, as the k-line endpoint names it. */
export const intervalOf = (minutes: number): Interval | undefined =>
  intervalNames.find((name) => intervals[name] === minutes)

/** When the period of a moment opened. Periods are counted from the epoch, weeks too (from a Thursday). */
export const openedAt = (at: number, interval: Interval): TimeMs =>
  (at - (at % intervalMs(interval))) as TimeMs

/** The candle after a trade: the same one, or a new one when the trade belongs to a later period. */
export function tradeIntoCandle(candle: Candle | undefined, trade: TapeTrade, interval: Interval): Candle {
  const opened = openedAt(trade.at, interval)
  if (!candle || candle.openedAt < opened) {
    const { price, base, quote } = trade
    return {
      openedAt: opened,
      open: price,
      high: price,
      low: price,
      close: price,
      baseVolume: base,
      quoteVolume: quote,
    }
  }
  return {
    openedAt: candle.openedAt,
    open: candle.open,
    high: trade.price > candle.high ? trade.price : candle.high,
    low: trade.price < candle.low ? trade.price : candle.low,
    close: trade.price,
    baseVolume: amount(candle.baseVolume + trade.base),
    quoteVolume: amount(candle.quoteVolume + trade.quote),
  }
}

/** A period without trades: it stands at the last price. */
export const flatCandle = (at: TimeMs, price: Amount): Candle => ({
  openedAt: at,
  open: price,
  high: price,
  low: price,
  close: price,
  baseVolume: amount(0n),
  quoteVolume: amount(0n),
})

/**
 * Every period from `from` to `to` (both are openings, in ms): candles that traded, and flat ones in the gaps.
 * Periods before the first price are left out. `candles` ascend; `before` is the price that the range starts with.
 */
export function fillGaps(
  candles: Candle[],
  {
    from,
    to,
    interval,
    before,
  }: { from: number; to: number; interval: Interval; before: Amount | undefined },
): Candle[] {
  const filled: Candle[] = []
  let price = before
  let next = 0
  for (let at = from; at <= to; at += intervalMs(interval)) {
    const traded = candles[next]
    if (traded?.openedAt === at) {
      filled.push(traded)
      price = traded.close
      next++
    } else if (price !== undefined) filled.push(flatCandle(at as TimeMs, price))
  }
  return filled
}
