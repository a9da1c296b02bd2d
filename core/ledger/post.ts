import { assert } from '../units/index.ts'
import { availableAt, heldAt, type Balance } from './balance.ts'
import { putLess, putSum, takeSum, type Limbs } from './limbs.ts'
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

/**
 * Like `postHeld`, with a fee out of what is received: `from` pays the sum, `to` receives it less the fee, `house`
 * receives the fee. Both are written by steps of their own.
 */
export function postHeldLess(from: Balance, to: Balance, house: Balance, sum: Limbs, fee: Limbs): void {
  assert(from.asset === to.asset && to.asset === house.asset, 'a transfer stays within one asset')
  assert(takeSum(from.page, from.at + heldAt, sum, false), 'a transfer never exceeds the hold it ends')
  assert(putLess(to.page, to.at + availableAt, sum, fee), 'a fee never exceeds what is received')
  putSum(house.page, house.at + availableAt, fee)
}
