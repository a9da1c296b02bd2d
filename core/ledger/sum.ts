import { amount, assert, type Amount, type Count } from '../units/index.ts'
import { limbCount, limbsOfBigint, type Limbs } from './limbs.ts'

/** What the ledger's verbs take: a bigint, or a count that a `Step` has written out. */
export type Sum = Amount | Limbs

/**
 * What sums of one kind are counted in: a power of ten (0 to 18) of 10⁻¹⁸ units, such as what one lot at one tick
 * costs. A trade counts in numbers, and a bigint is made when somebody wants to read one.
 */
export class Step {
  readonly unit: bigint
  readonly #lowest: 0 | 1
  readonly #split: number
  readonly #factor: number
  readonly #written: Limbs = new Float64Array(limbCount)

  constructor(power: number) {
    this.unit = 10n ** BigInt(power)
    this.#lowest = power < 15 ? 0 : 1
    const shift = power - 15 * this.#lowest
    this.#split = 10 ** (15 - shift)
    this.#factor = 10 ** shift
  }

  amountOf(count: Count): Amount {
    return amount(BigInt(count) * this.unit)
  }

  /** The sum that a count stands for, ready for the ledger: to be used before this step writes the next one. */
  of(count: Count): Limbs {
    if (typeof count === 'bigint') return limbsOf(this.amountOf(count))
    const written = this.#written
    // Exact: the quotient of two safe integers never rounds up to the next whole number.
    const above = Math.floor(count / this.#split)
    written[this.#lowest] = (count - above * this.#split) * this.#factor
    written[this.#lowest + 1] = above
    return written
  }
}

export function limbsOf(sum: Sum): Limbs {
  if (typeof sum !== 'bigint') return sum
  assert(sum >= 0n, 'a sum is never negative: the verb tells the direction')
  return limbsOfBigint(sum)
}
