import { assert } from '../units/index.ts'
import type { Balance } from './balance.ts'
import { limbsOf, type Sum } from './sum.ts'

/** Promises funds to an open order or a pending withdrawal. The caller has refused what is not available. */
export function hold(balance: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(!balance.overdraft || balance.covers(limbs), 'a hold never exceeds the posted funds')
  assert(balance.takeAvailable(limbs), 'a hold never exceeds the posted funds')
  balance.putHeld(limbs)
}

/** Ends a promise, wholly or in part. */
export function release(balance: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(balance.takeHeld(limbs), 'a release never exceeds the hold')
  balance.putAvailable(limbs)
}
