import { assert } from '../units/index.ts'
import type { Balance } from './balance.ts'
import { limbsOf, type Sum } from './sum.ts'

/** Promises funds to an open order or a pending withdrawal. The caller has refused what is not available. */
export function hold(balance: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(balance.availablePot.take(limbs, false), 'a hold never exceeds the posted funds')
  balance.heldPot.put(limbs)
}

/** Ends a promise, wholly or in part. */
export function release(balance: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(balance.heldPot.take(limbs, false), 'a release never exceeds the hold')
  balance.availablePot.put(limbs)
}
