import { available, peekBalance } from '../ledger/index.ts'
import type {
  CompleteWithdrawal,
  HoldWithdrawal,
  ReleaseWithdrawal,
  SetWithdrawals,
} from './books-command.ts'
import { isUser } from './credit.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

const name = /^[\x21-\x7e]{1,64}$/

/** A withdrawal's first step. Its name is its own for ever, so that no retry under another key holds or pays twice. */
export function decideHoldWithdrawal(state: State, { kind: _, ...held }: HoldWithdrawal): Decision {
  const { withdrawal, account, asset, sum, fee } = held
  const { books, ledger } = state
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (books.stopped !== null) return { rejection: 'withdrawals_stopped' }
  if (books.withdrawals.has(withdrawal) || books.ended.has(withdrawal))
    return { rejection: 'withdrawal_known' }
  if (!name.test(withdrawal) || !isUser(account) || fee < 0n || sum <= fee)
    return { rejection: 'invalid_sum' }
  if (available(peekBalance(ledger, account, asset)) < sum) return { rejection: 'insufficient_funds' }
  return { events: [{ kind: 'withdrawal_held', ...held }] }
}

/** Also while withdrawals are stopped: what has left, has left. */
export function decideCompleteWithdrawal(state: State, command: CompleteWithdrawal): Decision {
  const held = state.books.withdrawals.get(command.withdrawal)
  if (!held) return { rejection: 'unknown_withdrawal' }
  return { events: [{ kind: 'withdrawal_completed', ...held, reference: command.reference }] }
}

export function decideReleaseWithdrawal(state: State, command: ReleaseWithdrawal): Decision {
  const held = state.books.withdrawals.get(command.withdrawal)
  if (!held) return { rejection: 'unknown_withdrawal' }
  return { events: [{ kind: 'withdrawal_released', ...held, reason: command.reason }] }
}

/** A stop under another reason keeps the first: that one has to be explained. */
export function decideSetWithdrawals(state: State, { kind: _, ...change }: SetWithdrawals): Decision {
  const { stopped } = state.books
  if (!change.by || (!change.allowed && !change.reason)) return { rejection: 'invalid_definition' }
  if ((stopped === null) === change.allowed) return { events: [] }
  return { events: [{ kind: 'withdrawals_set', ...change }] }
}
