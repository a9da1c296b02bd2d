import { house, peekBalance } from '../ledger/index.ts'
import type { Amount, AssetCode } from '../units/index.ts'
import type { Approvers } from './books-command.ts'
import type { HeldWithdrawal } from './books-event.ts'
import type { State } from './state.ts'

/** What the accounting commands remember beside the ledger. */
export type Books = {
  /** The most that one correction may come to; an asset without a cap has none at all. */
  readonly caps: Map<AssetCode, Amount>
  /** Withdrawals whose funds are held. */
  readonly withdrawals: Map<string, HeldWithdrawal>
  /** Names of withdrawals that have ended, so that none is ever paid twice. */
  readonly ended: Set<string>
  /** Why withdrawals are refused; null when they are not. */
  stopped: string | null
}

export const createBooks = (): Books => ({
  caps: new Map(),
  withdrawals: new Map(),
  ended: new Set(),
  stopped: null,
})

/**
 * What the house owns of an asset: its assets less what it owes. Every line sums to zero over all accounts, so this
 * is what its income, its corrections and its expenses have left.
 */
export function ownFunds(state: State, asset: AssetCode): bigint {
  let sum = 0n
  for (const account of [house.feeIncome, house.adjustments, house.expenses]) {
    sum += peekBalance(state.ledger, account, asset)?.posted ?? 0n
  }
  return sum
}

/** Two different people, neither of them the one who gains. Another spelling of a name is no second person. */
export function twoApproved(approvers: Approvers, gains: string | null): boolean {
  const [first, second] = approvers.map((name) => name.trim().toLowerCase())
  const gaining = gains?.toLowerCase()
  return Boolean(first && second && first !== second && first !== gaining && second !== gaining)
}
