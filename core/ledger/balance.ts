import { assert, type AccountId, type Amount, type AssetCode } from '../units/index.ts'

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

/** An owner's lines of the ledger, by asset slot: a trade finds them without hashing a word. */
export type Account = { readonly id: AccountId; readonly balances: (Balance | undefined)[] }

export type Ledger = {
  readonly accounts: Map<AccountId, Account>
  /** Every asset's slot, in the order in which assets were defined. */
  readonly slots: Map<AssetCode, number>
}

export const createLedger = (): Ledger => ({ accounts: new Map(), slots: new Map() })

/**
 * The house's own accounts. `custody` and `adjustments` mirror what came from outside, so they run negative
 * and every asset sums to zero over all accounts; `feeIncome` never does.
 */
export const house = {
  custody: 'house:custody' as AccountId,
  adjustments: 'house:adjustments' as AccountId,
  feeIncome: 'house:fee_income' as AccountId,
} as const

/** The asset's slot, given on first use. */
export function slotOf(ledger: Ledger, asset: AssetCode): number {
  const known = ledger.slots.get(asset)
  if (known !== undefined) return known
  ledger.slots.set(asset, ledger.slots.size)
  return ledger.slots.size - 1
}

export function accountOf(ledger: Ledger, id: AccountId): Account {
  let account = ledger.accounts.get(id)
  if (!account) ledger.accounts.set(id, (account = { id, balances: [] }))
  return account
}

/** An account's line in an asset, opened on first use. */
export function lineOf(account: Account, slot: number, asset: AssetCode): Balance {
  const known = account.balances[slot]
  if (known) return known
  // Filled up to the slot, so that the array never has holes and stays fast.
  while (account.balances.length < slot) account.balances.push(undefined)
  const overdraft = account.id === house.custody || account.id === house.adjustments
  const opened: Balance = { account: account.id, asset, overdraft, posted: 0n, held: 0n }
  account.balances[slot] = opened
  return opened
}

export const balanceOf = (ledger: Ledger, account: AccountId, asset: AssetCode): Balance =>
  lineOf(accountOf(ledger, account), slotOf(ledger, asset), asset)

/** Like `balanceOf`, for readers: opens nothing. */
export function peekBalance(ledger: Ledger, account: AccountId, asset: AssetCode): Balance | undefined {
  const slot = ledger.slots.get(asset)
  return slot === undefined ? undefined : ledger.accounts.get(account)?.balances[slot]
}

/** All lines of an account that were ever used. */
export const linesOf = (account: Account | undefined): Balance[] =>
  account ? account.balances.filter((balance) => balance !== undefined) : []

/** What may still be promised or moved. Negative only for house accounts with an overdraft. */
export const available = (balance: Balance | undefined): bigint =>
  balance === undefined ? 0n : balance.posted - balance.held

export function heldOf(balance: Balance): Amount {
  assert(balance.held >= 0n, 'a hold is never negative')
  return balance.held as Amount
}
