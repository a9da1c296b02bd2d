import type { AccountId, Amount, AssetCode } from '../units/index.ts'

/**
 * One account's funds in one asset, in 10⁻¹⁸ units. `held` is the part of `posted` that is already promised.
 * Only house accounts that stand for the outside world (`overdraft`) may be negative.
 */
export type Balance = {
  readonly account: AccountId
  readonly asset: AssetCode
  readonly overdraft: boolean
  posted: bigint
  held: bigint
}

export type Ledger = Map<AccountId, Map<AssetCode, Balance>>

/**
 * The house's own accounts. `custody` and `adjustments` mirror what came from outside, so they run negative
 * and every asset sums to zero over all accounts; `feeIncome` never does.
 */
export const house = {
  custody: 'house:custody' as AccountId,
  adjustments: 'house:adjustments' as AccountId,
  feeIncome: 'house:fee_income' as AccountId,
} as const

export function balanceOf(ledger: Ledger, account: AccountId, asset: AssetCode): Balance {
  let balances = ledger.get(account)
  if (!balances) ledger.set(account, (balances = new Map()))
  let balance = balances.get(asset)
  if (!balance) {
    const overdraft = account === house.custody || account === house.adjustments
    balances.set(asset, (balance = { account, asset, overdraft, posted: 0n, held: 0n }))
  }
  return balance
}

/** Like `balanceOf`, for readers: opens nothing. */
export function peekBalance(ledger: Ledger, account: AccountId, asset: AssetCode): Balance | undefined {
  return ledger.get(account)?.get(asset)
}

/** What may still be promised or moved. Negative only for house accounts with an overdraft. */
export const available = (balance: Balance | undefined): bigint =>
  balance === undefined ? 0n : balance.posted - balance.held

export const heldOf = (balance: Balance): Amount => balance.held as Amount
