import { assert } from './assert.ts'
import { amount, scale, unit, type Amount } from './money.ts'

const [zero, dot] = ['0'.charCodeAt(0), '.'.charCodeAt(0)]
/** So many digits are a safe number. */
const fewDigits = 15
const powers = Array.from({ length: scale + 1 }, (_, power) => 10n ** BigInt(power))

/** Plain notation only: no sign, no exponent, no spaces, no leading or trailing point. */
const plain = /^(\d{1,20})(?:\.(\d{1,18}))?$/

/** Reads `"12.5"` as a count of 10⁻¹⁸ units; `undefined` for anything but plain decimal notation in range. */
export function amountFromDecimal(text: string): Amount | undefined {
  return amountOfFew(text) ?? amountOfMany(text)
}

/** Nearly all sums have few digits, and need no bigint until they are whole; `undefined` leaves the others. */
function amountOfFew(text: string): Amount | undefined {
  const { length } = text
  if (length > fewDigits) return undefined
  let count = 0
  let point = -1
  for (let index = 0; index < length; index++) {
    const digit = text.charCodeAt(index) - zero
    if (digit >= 0 && digit <= 9) count = count * 10 + digit
    else if (text.charCodeAt(index) === dot && point < 0) point = index
    else return undefined
  }
  if (point === 0 || point === length - 1 || length === 0) return undefined
  const fraction = point < 0 ? 0 : length - point - 1
  return amount(BigInt(count) * powers[scale - fraction]!)
}

function amountOfMany(text: string): Amount | undefined {
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

/** Counts a sum in steps of 10^-precision; `undefined` unless it is a whole, safe number of them. */
export function countOf(sum: Amount, precision: number): number | undefined {
  const step = powers[scale - precision]!
  if (sum % step !== 0n) return undefined
  const count = sum / step
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : undefined
}

/** The sum that a count of steps of 10^-precision stands for; the inverse of `countOf`. */
export function amountOf(count: number, precision: number): Amount {
  return amount(BigInt(count) * powers[scale - precision]!)
}
