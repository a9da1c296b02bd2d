import type { AccountId, Amount, AssetCode } from '../units/index.ts'
import type {
  AdjustmentCategory,
  Approvers,
  FundHouse,
  RecordExpense,
  ResolveSuspense,
  SetAdjustmentCap,
  SetWithdrawals,
  TransferFunds,
} from './books-command.ts'

/** `category` and `reference` are null in journals of versions that did not ask for them. */
export type BalanceAdjusted = {
  kind: 'balance_adjusted'
  account: AccountId
  asset: AssetCode
  sum: bigint
  reason: string
  approvedBy: Approvers
  category: AdjustmentCategory | null
  reference: string | null
}

/** What a withdrawal has promised; told again when it ends, so that a reader needs no memory. */
export type HeldWithdrawal = {
  withdrawal: string
  account: AccountId
  asset: AssetCode
  sum: Amount
  fee: Amount
}

export type BooksEvent =
  | BalanceAdjusted
  | (Omit<SetAdjustmentCap, 'kind'> & { kind: 'adjustment_cap_set' })
  | (Omit<FundHouse, 'kind'> & { kind: 'house_funded' })
  | (Omit<RecordExpense, 'kind'> & { kind: 'expense_recorded' })
  | (Omit<ResolveSuspense, 'kind'> & { kind: 'suspense_resolved' })
  | (Omit<TransferFunds, 'kind'> & { kind: 'funds_transferred' })
  | (HeldWithdrawal & { kind: 'withdrawal_held' })
  | (HeldWithdrawal & { kind: 'withdrawal_completed'; reference: string })
  | (HeldWithdrawal & { kind: 'withdrawal_released'; reason: string })
  | (Omit<SetWithdrawals, 'kind'> & { kind: 'withdrawals_set' })

/** Every expected no of the commands above. */
export type BooksRejectReason =
  | 'cap_exceeded'
  | 'house_funds_insufficient'
  | 'too_few_approvers'
  | 'same_account'
  | 'withdrawals_stopped'
  | 'withdrawal_known'
  | 'unknown_withdrawal'
