/** Limbs stay below this, so that adding two of them and a carry is exact in a number. */
const limbSize = 1e15
const size = BigInt(limbSize)
/** Below this, middle and low limb together are a safe number. */
const middleSafe = Math.floor(Number.MAX_SAFE_INTEGER / limbSize)

/**
 * A sum as three whole numbers: low + middle × 10¹⁵ + high × 10³⁰. `high` has room to spare and alone carries the
 * sign. Numbers change in place: a trade that moves them leaves no garbage, as bigints would.
 */
export class Limbs {
  low = 0
  middle = 0
  high = 0

  /** Writes a sum that is not negative. */
  write(sum: bigint): this {
    this.low = Number(sum % size)
    this.middle = Number((sum / size) % size)
    this.high = Number(sum / (size * size))
    return this
  }

  /** Every operation on a bigint makes another one, so a small sum takes fewer of them. */
  read(): bigint {
    const { low, middle, high } = this
    if (high !== 0) return (BigInt(high) * size + BigInt(middle)) * size + BigInt(low)
    if (middle >= middleSafe) return BigInt(middle) * size + BigInt(low)
    return BigInt(middle * limbSize + low)
  }

  /** The sum of two, read at once. */
  readWith(other: Limbs): bigint {
    added.low = this.low
    added.middle = this.middle
    added.high = this.high
    added.put(other)
    return added.read()
  }

  reaches(sum: Limbs): boolean {
    if (this.high !== sum.high) return this.high > sum.high
    if (this.middle !== sum.middle) return this.middle > sum.middle
    return this.low >= sum.low
  }

  put(sum: Limbs): void {
    let low = this.low + sum.low
    let middle = this.middle + sum.middle
    let high = this.high + sum.high
    if (low >= limbSize) {
      low -= limbSize
      middle += 1
    }
    if (middle >= limbSize) {
      middle -= limbSize
      high += 1
    }
    this.low = low
    this.middle = middle
    this.high = high
  }

  /** Takes a sum away, unless what remains would be negative and may not be; tells whether it did. */
  take(sum: Limbs, mayRunNegative: boolean): boolean {
    let low = this.low - sum.low
    let middle = this.middle - sum.middle
    let high = this.high - sum.high
    if (low < 0) {
      low += limbSize
      middle -= 1
    }
    if (middle < 0) {
      middle += limbSize
      high -= 1
    }
    if (high < 0 && !mayRunNegative) return false
    this.low = low
    this.middle = middle
    this.high = high
    return true
  }
}

const added = new Limbs()
