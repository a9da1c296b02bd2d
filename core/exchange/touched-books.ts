import { house } from '../ledger/index.ts'
import type { AccountId, AssetCode } from '../units/index.ts'
import type { BooksEvent } from './books-event.ts'

/** The lines of the ledger that an accounting event moved; none for settings. */
export function linesOfBooks(event: BooksEvent): { asset: AssetCode; accounts: AccountId[] } | undefined {
  switch (event.kind) {
    case 'balance_adjusted':
      return { asset: event.asset, accounts: [event.account, house.adjustments] }
    case 'house_funded': {
      const source = event.source === 'custody' ? house.custody : house.feeIncome
      return { asset: event.asset, accounts: [source, house.adjustments] }
    }
    case 'expense_recorded':
      return { asset: event.asset, accounts: [house.expenses, house.custody] }
    case 'suspense_resolved':
      return { asset: event.asset, accounts: [house.suspense, event.to] }
    case 'funds_transferred':
      return { asset: event.asset, accounts: [event.from, event.to] }
    case 'withdrawal_completed':
      return { asset: event.asset, accounts: [event.account, house.custody, house.feeIncome] }
    case 'withdrawal_held':
    case 'withdrawal_released':
      return { asset: event.asset, accounts: [event.account] }
    case 'adjustment_cap_set':
    case 'withdrawals_set':
      return undefined
  }
}
