import { assert } from './assert.ts'
import { amount, scale, unit, type Amount } from './money.ts'

/** Plain notation only: no sign, no exponent, no spaces, no leading or trailing point. */
const plain = /^(\d{1,20})(?:\.(\d{1,18}))?$/

/** Reads `"12.5"` as a count of 10⁻¹⁸ units; `undefined` for anything but plain decimal notation in range. */
export function amountFromDecimal(text: string): Amount | undefined {
  const found = plain.exec(text)
  if (!found) return undefined
  return amount(BigInt(found[1]!) * unit + BigInt((found[2] ?? '').padEnd(scale, '0')))
}

/** Writes a sum the way the wire wants it: plain, and always with a fraction (`"5.0"`). Accepts negative sums. */
export function decimalFromAmount(sum: bigint): string {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '') || '0'
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -scale)}.${fraction}`
}

/** For a count of steps of 10^-precision, without a bigint: `decimalFromAmount(amountOf(count, precision))`. */
export function decimalFromCount(count: number, precision: number): string {
  assert(Number.isSafeInteger(count), 'a count is a whole, safe number')
  const digits = String(Math.abs(count)).padStart(precision + 1, '0')
  const point = digits.length - precision
  let end = digits.length
  while (end > point && digits.charCodeAt(end - 1) === zero) end--
  return `${count < 0 ? '-' : ''}${digits.slice(0, point)}.${end === point ? '0' : digits.slice(point, end)}`
}

const zero = '0'.charCodeAt(0)

/** Counts a sum in steps of 10^-precision; `undefined` unless it is a whole, safe number of them. */
export function countOf(sum: Amount, precision: number): number | undefined {
  const step = 10n ** BigInt(scale - precision)
  if (sum % step !== 0n) return undefined
  const count = sum / step
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : undefined
}

/** The sum that a count of steps of 10^-precision stands for; the inverse of `countOf`. */
export function amountOf(count: number, precision: number): Amount {
  return amount(BigInt(count) * 10n ** BigInt(scale - precision))
}
