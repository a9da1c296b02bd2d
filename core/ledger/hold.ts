import { assert, type Amount, type Count } from '../units/index.ts'
import { availableAt, heldAt, type Balance } from './balance.ts'
import { one, put, take, type Step } from './sum.ts'

/**
 * Promises funds to an open order or a pending withdrawal: a sum, or a count of steps. The caller has refused what is
 * not available.
 */
export function hold(line: Balance, sum: Amount): void
export function hold(line: Balance, count: Count, step: Step): void
export function hold({ page, at }: Balance, sum: Count, step: Step = one): void {
  assert(take(page, at + availableAt, sum, step), 'a hold never exceeds the posted funds')
  put(page, at + heldAt, sum, step)
}

/** Ends a promise, wholly or in part. */
export function release(line: Balance, sum: Amount): void
export function release(line: Balance, count: Count, step: Step): void
export function release({ page, at }: Balance, sum: Count, step: Step = one): void {
  assert(take(page, at + heldAt, sum, step), 'a release never exceeds the hold')
  put(page, at + availableAt, sum, step)
}
