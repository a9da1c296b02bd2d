import { assert, type Amount } from '../units/index.ts'
import type { Balance } from './balance.ts'

/** Moves posted funds that are not held. With `postHeld`, the only function that changes who owns what. */
export function post(from: Balance, to: Balance, sum: Amount): void {
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  const posted = from.posted - sum
  assert(from.overdraft || posted >= from.held, 'only available funds are posted')
  from.posted = posted
  to.posted += sum
}

/** Moves funds out of their own hold: the promise ends and is kept in one step. */
export function postHeld(from: Balance, to: Balance, sum: Amount): void {
  assert(from.asset === to.asset, 'a transfer stays within one asset')
  const held = from.held - sum
  assert(held >= 0n, 'a transfer never exceeds the hold it ends')
  from.held = held
  from.posted -= sum
  to.posted += sum
}
