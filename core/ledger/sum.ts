import { amount, assert, type Amount, type Count } from '../units/index.ts'
import { limbsEach, putSum, reaches, takeSum, writeSum, type Limbs } from './limbs.ts'

const zero = amount(0n)

/**
 * What sums of one kind are counted in: a power of ten (0 to 18) of 10⁻¹⁸ units, such as what one lot at one tick
 * costs. A trade counts in numbers, and a bigint is made when somebody wants to read one.
 */
export class Step {
  readonly power: number
  readonly unit: bigint
  /** What a fee, at a rate in ppm, is counted in; a step too small to be parted so is its own, and takes no fees. */
  readonly millionth: Step
  /** A count is cut here: what is below, times the factor, fills one limb; what is above goes to the next. */
  private readonly split: number
  private readonly factor: number
  private readonly fromLow: boolean

  constructor(power: number) {
    this.power = power
    this.unit = 10n ** BigInt(power)
    this.millionth = power >= ppmDigits ? new Step(power - ppmDigits) : this
    this.fromLow = power < 15
    const shift = power % 15
    this.split = 10 ** (15 - shift)
    this.factor = 10 ** shift
  }

  amountOf(count: Count): Amount {
    if (count === 0) return zero
    return amount(BigInt(count) * this.unit)
  }

  /** The limbs of the sum that a safe count stands for. What two of them work out alike is worked out once. */
  low(count: number): number {
    return this.fromLow ? this.below(count) : 0
  }

  middle(count: number): number {
    return this.fromLow ? this.above(count) : this.below(count)
  }

  high(count: number): number {
    return this.fromLow ? 0 : this.above(count)
  }

  private below(count: number): number {
    return (count - this.above(count) * this.split) * this.factor
  }

  /** Exact: the quotient of two safe integers never rounds up to the next whole number. */
  private above(count: number): number {
    return Math.floor(count / this.split)
  }
}

const ppmDigits = 6

/** One unit of 10⁻¹⁸: what sums are counted in that are told as bigints. */
export const one = new Step(0)

// A count that is no number is rare: what it takes stands apart, so that each of these stays small.

/** Adds so many steps to a pot. */
export function put(into: Limbs, at: number, count: Count, step: Step): void {
  if (typeof count === 'number') putSum(into, at, step.low(count), step.middle(count), step.high(count))
  else {
    const sum = limbsOf(count, step)
    putSum(into, at, sum[0]!, sum[1]!, sum[2]!)
  }
}

/** Adds so many steps less some of their millionths, which are no more. */
export function putLess(into: Limbs, at: number, count: Count, step: Step, less: Count): void {
  const { millionth } = step
  if (typeof count === 'number' && typeof less === 'number') {
    const low = step.low(count) - millionth.low(less)
    const middle = step.middle(count) - millionth.middle(less)
    putSum(into, at, low, middle, step.high(count) - millionth.high(less))
  } else put(into, at, step.amountOf(count) - millionth.amountOf(less), one)
}

/** Takes so many steps from a pot, unless it would be negative and may not be; tells whether it did. */
export function take(from: Limbs, at: number, count: Count, step: Step, mayRunNegative = false): boolean {
  if (typeof count === 'number')
    return takeSum(from, at, step.low(count), step.middle(count), step.high(count), mayRunNegative)
  const sum = limbsOf(count, step)
  return takeSum(from, at, sum[0]!, sum[1]!, sum[2]!, mayRunNegative)
}

/** Whether a pot has so many steps. */
export function has(from: Limbs, at: number, count: Count, step: Step): boolean {
  if (typeof count === 'number')
    return reaches(from, at, step.low(count), step.middle(count), step.high(count))
  const sum = limbsOf(count, step)
  return reaches(from, at, sum[0]!, sum[1]!, sum[2]!)
}

function limbsOf(count: bigint, { unit }: Step): Limbs {
  assert(count >= 0n, 'a sum is never negative: the verb tells the direction')
  const limbs = new Float64Array(limbsEach)
  writeSum(limbs, 0, count * unit)
  return limbs
}
