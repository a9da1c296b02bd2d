import { available, peekBalance } from '../ledger/index.ts'
import { amountMax, type AccountId, type AssetCode } from '../units/index.ts'
import type { AdjustBalance, CreditDeposit } from './command.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

/** Funds from outside become the user's. Who vouches that they arrived is the caller's business. */
export function decideCreditDeposit(state: State, { kind: _, ...deposit }: CreditDeposit): Decision {
  const { account, asset, sum } = deposit
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (sum <= 0n || !fits(state, account, asset, sum)) return { rejection: 'invalid_sum' }
  return { events: [{ kind: 'deposit_credited', ...deposit }] }
}

/** Two different people approve; a correction downwards never reaches into what is held. */
export function decideAdjustBalance(state: State, { kind: _, ...adjustment }: AdjustBalance): Decision {
  const { account, asset, sum, approvedBy } = adjustment
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  const [first, second] = approvedBy
  if (!first || !second || first === second) return { rejection: 'too_few_approvers' }
  if (sum === 0n || !fits(state, account, asset, sum)) return { rejection: 'invalid_sum' }
  if (available(peekBalance(state.ledger, account, asset)) + sum < 0n)
    return { rejection: 'insufficient_funds' }
  return { events: [{ kind: 'balance_adjusted', ...adjustment }] }
}

/** A balance stays within what the ledger and its SQL columns can hold, and house accounts are not targets. */
function fits(state: State, account: AccountId, asset: AssetCode, sum: bigint): boolean {
  if (account.startsWith('house:')) return false
  return (peekBalance(state.ledger, account, asset)?.posted ?? 0n) + sum <= amountMax / 1_000n
}
