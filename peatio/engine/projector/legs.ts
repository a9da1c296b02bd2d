import { house } from '../../../core/ledger/index.ts'
import type { AccountId, Amount, AssetCode } from '../../../core/units/index.ts'
import type { Purpose } from './chart.ts'
import type { Operation } from './post-operations.ts'

/** A signed leg; positive is a credit in the wire's books. */
export type Leg = {
  purpose: Purpose
  asset: AssetCode
  line: AccountId
  account: AccountId | null
  sum: bigint
}

/** What an event comes to, before legs of zero are left out. */
export type Entries = Pick<Operation, 'referenceType' | 'referenceId'> & { category?: string; legs: Leg[] }

export type Line = { account: AccountId; asset: AssetCode }

/** A sum that leaves: legs are signed, amounts never are. */
export const minus = (sum: Amount): bigint => 0n - sum

/** What the house keeps outside; less, if negative. */
export const arrival = (asset: AssetCode, sum: bigint): Leg => ({
  purpose: 'asset',
  asset,
  line: house.custody,
  account: null,
  sum,
})

/** What a user may use of what the house owes him. */
export const owed = ({ account, asset }: Line, sum: bigint): Leg => ({
  purpose: 'main',
  asset,
  line: account,
  account,
  sum,
})

/** What the house owes a user and he has promised to an order or a withdrawal. */
export const promised = (line: Line, sum: bigint): Leg => ({ ...owed(line, sum), purpose: 'locked' })

/** What moves from a user's free funds to his promised ones; back, if negative. */
export const promise = (line: Line, sum: bigint): Leg[] => [owed(line, -sum), promised(line, sum)]

/** A fee that this account paid. */
export const fee = ({ account, asset }: Line, sum: bigint): Leg => ({
  purpose: 'revenue',
  asset,
  line: house.feeIncome,
  account,
  sum,
})
