import { amount, unit, type Amount } from '../../core/units/index.ts'
import { intervalMs, openedAt, type Candle } from './candle.ts'

/** A market's last 24 hours. Prices are per base unit; without any trade ever, all is zero. */
export type TickerSums = {
  open: Amount
  high: Amount
  low: Amount
  last: Amount
  baseVolume: Amount
  quoteVolume: Amount
  /** Quote over base volume, rounded down to the market's price precision. */
  average: Amount
  /** Hundredths of a percent from open to last, rounded half away from zero. */
  changeBasisPoints: bigint
}

export const dayMs = 24 * 60 * 60 * 1000
const zero = amount(0n)

/** The oldest minute that still counts: the running one and the 1,439 before it. */
export const windowFrom = (now: number): number => openedAt(now, '1m') - dayMs + intervalMs('1m')

/** Folds the minutes (ascending) of the 24 hours up to `now`. A day without trades stands at the last price known. */
export function rollTicker(
  minutes: readonly Candle[],
  { now, last, pricePrecision }: { now: number; last: Amount | undefined; pricePrecision: number },
): TickerSums {
  const from = windowFrom(now)
  const price = last ?? zero
  let open: Amount | undefined
  let high = zero
  let low = zero
  let close = price
  let baseVolume = 0n
  let quoteVolume = 0n
  for (const minute of minutes) {
    if (minute.openedAt < from) continue
    if (open === undefined || minute.low < low) low = minute.low
    open ??= minute.open
    if (minute.high > high) high = minute.high
    close = minute.close
    baseVolume += minute.baseVolume
    quoteVolume += minute.quoteVolume
  }
  return {
    open: open ?? price,
    high,
    low,
    last: close,
    baseVolume: amount(baseVolume),
    quoteVolume: amount(quoteVolume),
    average: averagePrice(amount(quoteVolume), amount(baseVolume), pricePrecision),
    changeBasisPoints: changeOf(open ?? price, close),
  }
}

/** Quote over base, rounded down to so many decimals: an average never claims a price nobody can quote. */
export function averagePrice(quote: Amount, base: Amount, pricePrecision: number): Amount {
  if (base === 0n) return zero
  const tick = unit / 10n ** BigInt(pricePrecision)
  const exact = (quote * unit) / base
  return amount(exact - (exact % tick))
}

function changeOf(open: Amount, last: Amount): bigint {
  if (open === 0n) return 0n
  const doubled = ((last - open) * 20_000n) / open
  return (doubled + (doubled < 0n ? -1n : 1n)) / 2n
}
