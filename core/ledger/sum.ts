import { amount, assert, type Amount, type Count } from '../units/index.ts'
import { limbsEach, limbSize, putSum, reaches, takeSum, writeSum, type Limbs } from './limbs.ts'

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
  readonly split: number
  readonly factor: number
  /** Whether those are the low and the middle limb, as of nearly every step; else the middle and the high one. */
  readonly fromLow: boolean

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
}

const ppmDigits = 6

/** One unit of 10⁻¹⁸: what sums are counted in that are told as bigints. */
export const one = new Step(0)

// Counts that are numbers, of steps that begin in the low limb, are nearly all that there are. They are written out in
// each verb, whole: a number that travels between functions may get a box on the way.

/** Adds so many steps to a pot. */
export function put(into: Limbs, at: number, count: Count, step: Step): void {
  if (typeof count !== 'number' || !step.fromLow) return putSum(into, at, limbsOf(count, step))
  const { split, factor } = step
  // Exact: the quotient of two safe integers never rounds up to the next whole number.
  const above = Math.floor(count / split)
  const low = into[at]! + (count - above * split) * factor
  const carried = low >= limbSize ? 1 : 0
  const middle = into[at + 1]! + above + carried
  into[at] = low - carried * limbSize
  if (middle < limbSize) into[at + 1] = middle
  else {
    into[at + 1] = middle - limbSize
    into[at + 2] = into[at + 2]! + 1
  }
}

/** Adds so many steps less some of their millionths, which are no more. */
export function putLess(into: Limbs, at: number, count: Count, step: Step, less: Count): void {
  const { millionth } = step
  if (typeof count !== 'number' || typeof less !== 'number' || !step.fromLow) {
    const left = amount(step.amountOf(count) - millionth.amountOf(less))
    return putSum(into, at, limbsOf(left, one))
  }
  const above = Math.floor(count / step.split)
  const lessAbove = Math.floor(less / millionth.split)
  const below = (count - above * step.split) * step.factor
  let low = into[at]! + (below - (less - lessAbove * millionth.split) * millionth.factor)
  let middle = into[at + 1]! + (above - lessAbove)
  if (low >= limbSize) {
    low -= limbSize
    middle += 1
  } else if (low < 0) {
    // What is put is not negative: if it borrows here, it has at least as much above.
    low += limbSize
    middle -= 1
  }
  into[at] = low
  if (middle < limbSize) into[at + 1] = middle
  else {
    into[at + 1] = middle - limbSize
    into[at + 2] = into[at + 2]! + 1
  }
}

/** Takes so many steps from a pot, unless it would be negative and may not be; tells whether it did. */
export function take(from: Limbs, at: number, count: Count, step: Step, mayRunNegative = false): boolean {
  if (typeof count !== 'number' || !step.fromLow)
    return takeSum(from, at, limbsOf(count, step), mayRunNegative)
  const { split, factor } = step
  const above = Math.floor(count / split)
  const low = from[at]! - (count - above * split) * factor
  const borrowed = low < 0 ? 1 : 0
  const middle = from[at + 1]! - above - borrowed
  if (middle < 0) {
    const high = from[at + 2]! - 1
    if (high < 0 && !mayRunNegative) return false
    from[at + 2] = high
    from[at + 1] = middle + limbSize
  } else if (from[at + 2]! < 0 && !mayRunNegative) return false
  else from[at + 1] = middle
  from[at] = low + borrowed * limbSize
  return true
}

/** Whether a pot has so many steps. */
export function has(from: Limbs, at: number, count: Count, step: Step): boolean {
  const high = from[at + 2]!
  if (typeof count !== 'number' || !step.fromLow || high < 0) return reaches(from, at, limbsOf(count, step))
  const { split, factor } = step
  const above = Math.floor(count / split)
  const middle = from[at + 1]!
  if (high > 0 || middle > above) return true
  return middle === above && from[at]! >= (count - above * split) * factor
}

function limbsOf(count: Count, step: Step): Limbs {
  const sum = BigInt(count) * step.unit
  assert(sum >= 0n, 'a sum is never negative: the verb tells the direction')
  const limbs = new Float64Array(limbsEach)
  writeSum(limbs, 0, sum)
  return limbs
}
