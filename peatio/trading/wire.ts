import { amount, decimalFromAmount, scale, unit, type Amount } from '../../core/units/index.ts'

/** ISO 8601 in UTC, without milliseconds. */
export const isoTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`

/** A rate in millionths as a fraction: 2,000 ppm is `0.002`. */
export const rateFromPpm = (ppm: number): string => decimalFromAmount(BigInt(ppm) * 10n ** 12n)

/** A quotient of two sums, rounded down to a market's price digits; zero if nothing was filled. */
export function averagePrice(quote: Amount, base: Amount, pricePrecision: number): Amount {
  if (base === 0n) return amount(0n)
  const step = 10n ** BigInt(scale - pricePrecision)
  const price = (quote * unit) / base
  return amount(price - (price % step))
}
