import { assert } from '../units/index.ts'
import { availableAt, heldAt, type Balance } from './balance.ts'
import { putSum, takeSum } from './limbs.ts'
import { limbsOf, type Sum } from './sum.ts'

/** Promises funds to an open order or a pending withdrawal. The caller has refused what is not available. */
export function hold({ page, at }: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(takeSum(page, at + availableAt, limbs, false), 'a hold never exceeds the posted funds')
  putSum(page, at + heldAt, limbs)
}

/** Ends a promise, wholly or in part. */
export function release({ page, at }: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(takeSum(page, at + heldAt, limbs, false), 'a release never exceeds the hold')
  putSum(page, at + availableAt, limbs)
}
