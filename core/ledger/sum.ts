import { amount, assert, times, type Amount, type Count } from '../units/index.ts'
import { limbsEach, writeSum, type Limbs } from './limbs.ts'

/** What the ledger's verbs take: a bigint, or a count that a `Step` has written out. */
export type Sum = Amount | Limbs

export function limbsOf(sum: Sum): Limbs {
  if (typeof sum !== 'bigint') return sum
  assert(sum >= 0n, 'a sum is never negative: the verb tells the direction')
  const limbs = new Float64Array(limbsEach)
  writeSum(limbs, 0, sum)
  return limbs
}

const zero = amount(0n)

/**
 * What sums of one kind are counted in: a power of ten (0 to 18) of 10⁻¹⁸ units, such as what one lot at one tick
 * costs. A trade counts in numbers, and a bigint is made when somebody wants to read one.
 */
export class Step {
  readonly power: number
  readonly unit: bigint
  /** A count is cut here: what is below, times the factor, fills one limb; what is above goes to the next. */
  readonly #split: number
  readonly #factor: number
  readonly #fromLow: boolean
  readonly #written: Limbs = new Float64Array(limbsEach)

  constructor(power: number) {
    this.power = power
    this.unit = 10n ** BigInt(power)
    this.#fromLow = power < 15
    const shift = power % 15
    this.#split = 10 ** (15 - shift)
    this.#factor = 10 ** shift
  }

  amountOf(count: Count): Amount {
    if (count === 0) return zero
    return amount(BigInt(count) * this.unit)
  }

  /** The sum of a count times a whole number, such as a fee: see `of`. */
  ofProduct(count: Count, rate: number): Limbs {
    return this.of(times(count, rate))
  }

  /** The sum that a count stands for, ready for the ledger: to be used before this step writes the next one. */
  of(count: Count): Limbs {
    const written = this.#written
    if (typeof count === 'bigint') {
      writeSum(written, 0, this.amountOf(count))
      return written
    }
    // Exact: the quotient of two safe integers never rounds up to the next whole number.
    const above = Math.floor(count / this.#split)
    const below = (count - above * this.#split) * this.#factor
    written[0] = this.#fromLow ? below : 0
    written[1] = this.#fromLow ? above : below
    written[2] = this.#fromLow ? 0 : above
    return written
  }
}
