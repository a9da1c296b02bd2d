import { assert, type Amount } from '../units/index.ts'
import type { Balance } from './balance.ts'

/** Promises funds to an open order or a pending withdrawal. The caller has refused what is not available. */
export function hold(balance: Balance, sum: Amount): void {
  const held = balance.held + sum
  assert(balance.posted >= held, 'a hold never exceeds the posted funds')
  balance.held = held
}

/** Ends a promise, wholly or in part. */
export function release(balance: Balance, sum: Amount): void {
  const held = balance.held - sum
  assert(held >= 0n, 'a release never exceeds the hold')
  balance.held = held
}
