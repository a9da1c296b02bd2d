/** Limbs stay below this, so that adding two of them and a carry is exact in a number. */
export const limbSize = 1e15
const size = BigInt(limbSize)

/**
 * A sum as three whole numbers: low + middle × 10¹⁵ + high × 10³⁰. `high` has room to spare and alone carries the
 * sign. They stand side by side in an array of doubles and change in place: a trade that moves them leaves no garbage,
 * as bigints would, and finds them in one line of memory.
 */
export type Limbs = Float64Array

/** How many numbers one sum takes. */
export const limbsEach = 3

/** Writes a sum that is not negative. */
export function writeSum(into: Limbs, at: number, sum: bigint): void {
  into[at] = Number(sum % size)
  into[at + 1] = Number((sum / size) % size)
  into[at + 2] = Number(sum / (size * size))
}

export function readSum(from: Limbs, at: number): bigint {
  const [low, middle, high] = [from[at]!, from[at + 1]!, from[at + 2]!]
  if (high !== 0) return (BigInt(high) * size + BigInt(middle)) * size + BigInt(low)
  return middle === 0 ? BigInt(low) : BigInt(middle) * size + BigInt(low)
}

/** Whether the sum at a place is at least another. */
export function reaches(from: Limbs, at: number, sum: Limbs): boolean {
  const high = from[at + 2]! - sum[2]!
  if (high !== 0) return high > 0
  const middle = from[at + 1]! - sum[1]!
  return middle !== 0 ? middle > 0 : from[at]! >= sum[0]!
}

export function putSum(into: Limbs, at: number, sum: Limbs): void {
  let low = into[at]! + sum[0]!
  let middle = into[at + 1]! + sum[1]!
  let high = into[at + 2]! + sum[2]!
  if (low >= limbSize) {
    low -= limbSize
    middle += 1
  }
  if (middle >= limbSize) {
    middle -= limbSize
    high += 1
  }
  into[at] = low
  into[at + 1] = middle
  into[at + 2] = high
}

/** Takes a sum away, unless what remains would be negative and may not be; tells whether it did. */
export function takeSum(from: Limbs, at: number, sum: Limbs, mayRunNegative: boolean): boolean {
  let low = from[at]! - sum[0]!
  let middle = from[at + 1]! - sum[1]!
  let high = from[at + 2]! - sum[2]!
  if (low < 0) {
    low += limbSize
    middle -= 1
  }
  if (middle < 0) {
    middle += limbSize
    high -= 1
  }
  if (high < 0 && !mayRunNegative) return false
  from[at] = low
  from[at + 1] = middle
  from[at + 2] = high
  return true
}
