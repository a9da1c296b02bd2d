import type { AccountId, Amount, AssetCode } from '../units/index.ts'

/** Two different people who stand behind it. */
export type Approvers = [string, string]

/** Why a user's balance is corrected: the reference's categories that concern users. */
export const adjustmentCategories = [
  'balance_anomaly',
  'misc',
  'refund',
  'compensation',
  'incentive',
  'minor',
] as const
/** Where the house's own funds come from. */
export const fundingCategories = [
  'asset_registration',
  'investment',
  'minting_token',
  'bank_interest',
  'misc',
] as const
/** What the house spends; `network_fees` are paid to miners and follow from a transaction that happened. */
export const expenseCategories = ['bank_fees', 'network_fees', 'misc'] as const
export const transferCategories = [
  'internal_transfer',
  'wire',
  'refund',
  'purchases',
  'commission',
  'airdrop',
] as const

export type AdjustmentCategory = (typeof adjustmentCategories)[number]
export type FundingCategory = (typeof fundingCategories)[number]
export type ExpenseCategory = (typeof expenseCategories)[number]
export type TransferCategory = (typeof transferCategories)[number]

/**
 * An operator's correction, paid from or returned to `house:adjustments`, which must hold the funds. At most the
 * asset's cap; without a cap, nothing.
 */
export type AdjustBalance = {
  kind: 'adjust_balance'
  account: AccountId
  asset: AssetCode
  /** Signed: positive gives to the user. */
  sum: bigint
  reason: string
  approvedBy: Approvers
  /** `misc` if it is not said. */
  category?: AdjustmentCategory
  /** Names the correction in the books; the reason does, if it is not said. */
  reference?: string
}

/** The most that one correction or expense of this asset may come to. */
export type SetAdjustmentCap = {
  kind: 'set_adjustment_cap'
  asset: AssetCode
  sum: Amount
  approvedBy: Approvers
}

/**
 * Own funds of the house are set aside for corrections: brought in from outside (`custody`) or taken out of what
 * fees have earned. Negative returns what was set aside.
 */
export type FundHouse = {
  kind: 'fund_house'
  source: 'custody' | 'fee_income'
  asset: AssetCode
  /** Signed: positive sets aside. */
  sum: bigint
  category: FundingCategory
  reason: string
  reference: string
  approvedBy: Approvers
}

/** The house paid somebody outside. Only network fees, which a transaction vouches for, need no approvers. */
export type RecordExpense = {
  kind: 'record_expense'
  asset: AssetCode
  sum: Amount
  category: ExpenseCategory
  reason: string
  reference: string
  approvedBy: Approvers | null
}

/** Money that waited in suspense goes to its owner, or back to where it came from (`house:custody`). */
export type ResolveSuspense = {
  kind: 'resolve_suspense'
  to: AccountId
  asset: AssetCode
  sum: Amount
  reason: string
  reference: string
  approvedBy: Approvers
}

/** One user gives to another. */
export type TransferFunds = {
  kind: 'transfer_funds'
  from: AccountId
  to: AccountId
  asset: AssetCode
  sum: Amount
  category: TransferCategory
  reference: string
}

/** Promises `sum` of the user's funds to a withdrawal; `fee` of it will be the house's. */
export type HoldWithdrawal = {
  kind: 'hold_withdrawal'
  /** The withdrawal's own name; never used twice. */
  withdrawal: string
  account: AccountId
  asset: AssetCode
  /** With the fee. */
  sum: Amount
  fee: Amount
}

/** The funds have left: the promise is kept. `reference` names the transaction. */
export type CompleteWithdrawal = { kind: 'complete_withdrawal'; withdrawal: string; reference: string }

/** Nothing left: the promise ends, and the funds are the user's again. */
export type ReleaseWithdrawal = { kind: 'release_withdrawal'; withdrawal: string; reason: string }

/** Whether withdrawals may be held. Those that are held already may still end. */
export type SetWithdrawals = { kind: 'set_withdrawals'; allowed: boolean; reason: string; by: string }

export type BooksCommand =
  | AdjustBalance
  | SetAdjustmentCap
  | FundHouse
  | RecordExpense
  | ResolveSuspense
  | TransferFunds
  | HoldWithdrawal
  | CompleteWithdrawal
  | ReleaseWithdrawal
  | SetWithdrawals
