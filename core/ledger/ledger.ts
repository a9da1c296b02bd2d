import { assert, type AccountId, type Amount, type AssetCode, type Count } from '../units/index.ts'
import { availableAt, Balance, heldAt, Pots } from './balance.ts'
import { writeSum } from './limbs.ts'
import { has, one, take, type Step } from './sum.ts'

/** An owner's lines of the ledger, by asset slot. */
export type Account = { readonly id: AccountId; readonly balances: (Balance | undefined)[] }

export type Ledger = {
  readonly accounts: Map<AccountId, Account>
  /** The same in the order in which they were opened: none is ever closed, so each keeps its place. */
  readonly opened: Account[]
  /** Every asset's slot, in the order in which assets were defined. */
  readonly slots: Map<AssetCode, number>
  readonly pots: Pots
}

export const createLedger = (): Ledger => ({
  accounts: new Map(),
  opened: [],
  slots: new Map(),
  pots: new Pots(),
})

/**
 * The house's own accounts. `custody` and `expenses` mirror the outside world, what is kept there and what was spent
 * there, so they run negative and every asset sums to zero over all accounts. `adjustments` pays corrections and is
 * funded first; it ran negative in the journals of earlier versions, so that the exchange, not the ledger, says no.
 */
export const house = {
  custody: 'house:custody' as AccountId,
  adjustments: 'house:adjustments' as AccountId,
  feeIncome: 'house:fee_income' as AccountId,
  expenses: 'house:expenses' as AccountId,
  /** Where unexplained money waits for its owner. */
  suspense: 'house:suspense' as AccountId,
} as const

const overdrafts: ReadonlySet<AccountId> = new Set([house.custody, house.adjustments, house.expenses])

/** The asset's slot, given on first use. */
export function slotOf(ledger: Ledger, asset: AssetCode): number {
  const known = ledger.slots.get(asset)
  if (known !== undefined) return known
  ledger.slots.set(asset, ledger.slots.size)
  return ledger.slots.size - 1
}

export function accountOf(ledger: Ledger, id: AccountId): Account {
  const known = ledger.accounts.get(id)
  if (known) return known
  const account: Account = { id, balances: [] }
  ledger.accounts.set(id, account)
  ledger.opened.push(account)
  return account
}

/** An account's line in an asset, opened on first use. */
export function balanceOf(ledger: Ledger, id: AccountId, asset: AssetCode): Balance {
  const { balances } = accountOf(ledger, id)
  const slot = slotOf(ledger, asset)
  // Filled up to the slot, so that the array never has holes and stays fast.
  while (balances.length <= slot) balances.push(undefined)
  return (balances[slot] ??= new Balance(id, asset, { overdraft: overdrafts.has(id), ...ledger.pots.take() }))
}

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
  balance === undefined ? 0n : balance.available

/** Whether that much, a sum or a count of steps, may still be promised or moved. */
export const covers = (balance: Balance | undefined, sum: Count, step: Step = one): boolean =>
  balance !== undefined && has(balance.page, balance.at + availableAt, sum, step)

export function heldOf(balance: Balance): Amount {
  const { held } = balance
  assert(held >= 0n, 'a hold is never negative')
  return held as Amount
}

/** Puts a line back as a snapshot has it: for a ledger that is being restored, before anything else happens in it. */
export function restoreLine(balance: Balance, posted: bigint, held: Amount): void {
  assert(balance.posted === 0n && balance.held === 0n, 'a line is restored once')
  const available = posted - held
  const { page, at, overdraft } = balance
  if (available >= 0n) writeSum(page, at + availableAt, available)
  else take(page, at + availableAt, -available, one, overdraft)
  writeSum(page, at + heldAt, held)
  assert(balance.posted === posted, 'only accounts with an overdraft are negative')
}
