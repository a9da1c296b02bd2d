import { assert } from '../units/index.ts'
import { availableAt, heldAt, type Balance } from './balance.ts'
import { putSum, takeSum } from './limbs.ts'
import { limbsOf, type Sum } from './sum.ts'

/** Moves posted funds that are not held. With `postHeld`, the only function that changes who owns what. */
export function post(from: Balance, to: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  assert(takeSum(from.page, from.at + availableAt, limbs, from.overdraft), 'only available funds are posted')
  putSum(to.page, to.at + availableAt, limbs)
}

/** Moves funds out of their own hold: the promise ends and is kept in one step. */
export function postHeld(from: Balance, to: Balance, sum: Sum): void {
  const limbs = limbsOf(sum)
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  assert(takeSum(from.page, from.at + heldAt, limbs, false), 'a transfer never exceeds the hold it ends')
  putSum(to.page, to.at + availableAt, limbs)
}
