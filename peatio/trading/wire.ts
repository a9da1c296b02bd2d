import { amount, decimalFromCount, scale, unit, type Amount } from '../../core/units/index.ts'

/** ISO 8601 in UTC, without milliseconds. */
export function isoTime(atMs: number): string {
  const second = Math.floor(atMs / 1_000)
  if (second !== written.second) written = { second, text: `${new Date(atMs).toISOString().slice(0, 19)}Z` }
  return written.text
}

/** Of thousands of orders in a second, all but the first have the same time. */
let written = { second: NaN, text: '' }

const ppmDigits = 6

/** A rate in millionths as a fraction: 2,000 ppm is `0.002`. */
export const rateFromPpm = (ppm: number): string => decimalFromCount(ppm, ppmDigits)

/** A quotient of two sums, rounded down to a market's price digits; zero if nothing was filled. */
export function averagePrice(quote: Amount, base: Amount, pricePrecision: number): Amount {
  if (base === 0n) return amount(0n)
  const step = 10n ** BigInt(scale - pricePrecision)
  const price = (quote * unit) / base
  return amount(price - (price % step))
}
