import { assert, times, type Amount, type Count } from '../units/index.ts'
import { availableAt, heldAt, type Balance } from './balance.ts'
import { one, put, putLess, take, type Step } from './sum.ts'

// Sums are bigints, or counts of steps.

/** Moves posted funds that are not held. With its kin below, the only function that changes who owns what. */
export function post(from: Balance, to: Balance, sum: Amount): void
export function post(from: Balance, to: Balance, count: Count, step: Step): void
export function post(from: Balance, to: Balance, sum: Count, step: Step = one): void {
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  assert(take(from.page, from.at + availableAt, sum, step, from.overdraft), 'only available funds are posted')
  put(to.page, to.at + availableAt, sum, step)
}

/** Moves funds out of their own hold: the promise ends and is kept in one step. */
export function postHeld(from: Balance, to: Balance, sum: Amount): void
export function postHeld(from: Balance, to: Balance, count: Count, step: Step): void
export function postHeld(from: Balance, to: Balance, sum: Count, step: Step = one): void {
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  assert(take(from.page, from.at + heldAt, sum, step), 'a transfer never exceeds the hold it ends')
  put(to.page, to.at + availableAt, sum, step)
}

/**
 * Like `postHeld`, with a fee out of what is received: `from` pays the sum, `to` receives it less the fee, and the
 * house receives the fee. Positional, as `postLess` is: it is called for every trade.
 */
export function postHeldLess(
  from: Balance,
  to: Balance,
  house: Balance,
  sum: Count,
  step: Step,
  ppm: number,
): void {
  assertFee(from, to, house, step, ppm)
  assert(take(from.page, from.at + heldAt, sum, step), 'a transfer never exceeds the hold it ends')
  receive(to, house, sum, step, ppm)
}

/** Like `post`, with such a fee: for who pays at once, and never had to promise it. */
export function postLess(
  from: Balance,
  to: Balance,
  house: Balance,
  sum: Count,
  step: Step,
  ppm: number,
): void {
  assertFee(from, to, house, step, ppm)
  assert(take(from.page, from.at + availableAt, sum, step), 'only available funds are posted')
  receive(to, house, sum, step, ppm)
}

function assertFee(from: Balance, to: Balance, house: Balance, step: Step, ppm: number): void {
  assert(from.asset === to.asset && to.asset === house.asset, 'a transfer stays within one asset')
  assert(ppm >= 0 && ppm <= 1_000_000, 'a fee never exceeds what is received')
  assert(ppm === 0 || step.millionth !== step, 'a fee is counted in whole units')
}

function receive(to: Balance, house: Balance, sum: Count, step: Step, ppm: number): void {
  const fee = times(sum, ppm)
  putLess(to.page, to.at + availableAt, sum, step, fee)
  put(house.page, house.at + availableAt, fee, step.millionth)
}
