import { balanceOf, hold, house, post, postHeld, release } from '../ledger/index.ts'
import { amount, assert, type AccountId, type AssetCode } from '../units/index.ts'
import type { BooksEvent, HeldWithdrawal } from './books-event.ts'
import { isUser } from './credit.ts'
import { traderOf, type State } from './state.ts'

/** Makes an accounting event true. Throws on a broken invariant. */
export function evolveBooks(state: State, event: BooksEvent): void {
  const { books } = state
  switch (event.kind) {
    case 'balance_adjusted':
      return move(state, event, [house.adjustments, event.account])
    case 'adjustment_cap_set':
      books.caps.set(event.asset, event.sum)
      return
    case 'house_funded': {
      const source = event.source === 'custody' ? house.custody : house.feeIncome
      return move(state, event, [source, house.adjustments])
    }
    case 'expense_recorded':
      return move(state, event, [house.expenses, house.custody])
    case 'suspense_resolved':
      return move(state, event, [house.suspense, event.to])
    case 'funds_transferred':
      return move(state, event, [event.from, event.to])
    case 'withdrawal_held': {
      const { withdrawal, account, asset, sum, fee } = event
      assert(!books.withdrawals.has(withdrawal), 'a withdrawal is held once')
      hold(balanceOf(state.ledger, account, asset), sum)
      books.withdrawals.set(withdrawal, { withdrawal, account, asset, sum, fee })
      return
    }
    case 'withdrawal_completed': {
      const theirs = end(state, event)
      const { asset, sum, fee } = event
      if (fee > 0n) postHeld(theirs, balanceOf(state.ledger, house.feeIncome, asset), fee)
      return postHeld(theirs, balanceOf(state.ledger, house.custody, asset), amount(sum - fee))
    }
    case 'withdrawal_released':
      return release(end(state, event), event.sum)
    case 'withdrawals_set':
      books.stopped = event.allowed ? null : event.reason
      return
  }
}

/** A signed sum from the first account to the second; the other way, if it is negative. */
function move(
  state: State,
  { asset, sum }: { asset: AssetCode; sum: bigint },
  [from, to]: [AccountId, AccountId],
): void {
  for (const account of [from, to]) if (isUser(account)) traderOf(state, account)
  const [source, target] = [balanceOf(state.ledger, from, asset), balanceOf(state.ledger, to, asset)]
  return sum > 0n ? post(source, target, amount(sum)) : post(target, source, amount(-sum))
}

/** The line that a withdrawal holds funds of, once and never again. */
function end({ books, ledger }: State, told: HeldWithdrawal) {
  const held = books.withdrawals.get(told.withdrawal)
  assert(held !== undefined, 'only a held withdrawal ends')
  const same = held.account === told.account && held.asset === told.asset
  assert(same && held.sum === told.sum && held.fee === told.fee, 'a withdrawal ends as it was held')
  books.withdrawals.delete(told.withdrawal)
  books.ended.add(told.withdrawal)
  return balanceOf(ledger, held.account, held.asset)
}
