/**
 * A sum as three whole numbers: limbs[0] + limbs[1] × 10¹⁵ + limbs[2] × 10³⁰. Limbs stay below 10¹⁵, so that adding
 * two of them and a carry is exact; the last has room to spare and alone carries the sign.
 */
export type Limbs = Float64Array

export const limbCount = 3
export const limbSize = 1e15
const size = BigInt(limbSize)

/** Limbs of a sum that is not negative. */
export const limbsOfBigint = (sum: bigint): Limbs =>
  Float64Array.of(Number(sum % size), Number((sum / size) % size), Number(sum / (size * size)))

/** The sum whose limbs start at a place of a page. */
export const bigintOfLimbs = (page: Limbs, at: number): bigint =>
  (BigInt(page[at + 2]!) * size + BigInt(page[at + 1]!)) * size + BigInt(page[at]!)

/** Whether what stands at a place of a page is at least a sum. */
export function reaches(page: Limbs, at: number, sum: Limbs): boolean {
  const low = page[at]! - sum[0]!
  const middle = page[at + 1]! - sum[1]!
  const high = page[at + 2]! - sum[2]!
  return high > 0 || (high === 0 && (middle > 0 || (middle === 0 && low >= 0)))
}

export function addLimbs(page: Limbs, at: number, sum: Limbs): void {
  let low = page[at]! + sum[0]!
  let middle = page[at + 1]! + sum[1]!
  let high = page[at + 2]! + sum[2]!
  if (low >= limbSize) {
    low -= limbSize
    middle += 1
  }
  if (middle >= limbSize) {
    middle -= limbSize
    high += 1
  }
  page[at] = low
  page[at + 1] = middle
  page[at + 2] = high
}

/** Takes a sum away, unless what remains would be negative and may not be; tells whether it did. */
export function takeLimbs(page: Limbs, at: number, sum: Limbs, mayRunNegative: boolean): boolean {
  let low = page[at]! - sum[0]!
  let middle = page[at + 1]! - sum[1]!
  let high = page[at + 2]! - sum[2]!
  if (low < 0) {
    low += limbSize
    middle -= 1
  }
  if (middle < 0) {
    middle += limbSize
    high -= 1
  }
  if (high < 0 && !mayRunNegative) return false
  page[at] = low
  page[at + 1] = middle
  page[at + 2] = high
  return true
}
