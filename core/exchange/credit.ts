import { house, peekBalance } from '../ledger/index.ts'
import { amountMax, type AccountId, type AssetCode } from '../units/index.ts'
import type { CreditDeposit } from './command.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

/**
 * Funds from outside become the user's. Who vouches that they arrived is the caller's business; when nobody knows
 * whose they are, they are credited to `house:suspense` and wait there.
 */
export function decideCreditDeposit(state: State, { kind: _, ...deposit }: CreditDeposit): Decision {
  const { account, asset, sum } = deposit
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  const target = isUser(account) || account === house.suspense
  if (sum <= 0n || !target || !fits(state, account, asset, sum)) return { rejection: 'invalid_sum' }
  return { events: [{ kind: 'deposit_credited', ...deposit }] }
}

export const isUser = (account: AccountId): boolean => account !== '' && !account.startsWith('house:')

/** A balance stays within what the ledger and its SQL columns can hold. */
export const fits = (state: State, account: AccountId, asset: AssetCode, sum: bigint): boolean =>
  (peekBalance(state.ledger, account, asset)?.posted ?? 0n) + sum <= amountMax / 1_000n
