import { available, house, peekBalance } from '../ledger/index.ts'
import { adjustmentCategories, type AdjustBalance, type SetAdjustmentCap } from './books-command.ts'
import { ownFunds, twoApproved } from './books.ts'
import { fits, isUser } from './credit.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

/**
 * Two people approve, neither of them the user; the cap holds in both directions. What is given was set aside
 * before, and never makes the house owe more than it has; what is taken never reaches into what is held.
 */
export function decideAdjustBalance(state: State, command: AdjustBalance): Decision {
  const { account, asset, sum, reason, approvedBy, category = 'misc', reference = null } = command
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!adjustmentCategories.includes(category)) return { rejection: 'invalid_definition' }
  if (!twoApproved(approvedBy, account)) return { rejection: 'too_few_approvers' }
  if (sum === 0n || !isUser(account) || !fits(state, account, asset, sum)) return { rejection: 'invalid_sum' }
  if ((sum < 0n ? -sum : sum) > (state.books.caps.get(asset) ?? 0n)) return { rejection: 'cap_exceeded' }
  if (available(peekBalance(state.ledger, account, asset)) + sum < 0n)
    return { rejection: 'insufficient_funds' }
  const setAside = available(peekBalance(state.ledger, house.adjustments, asset))
  if (sum > 0n && (setAside < sum || ownFunds(state, asset) < sum)) {
    return { rejection: 'house_funds_insufficient' }
  }
  const event = { account, asset, sum, reason, approvedBy, category, reference }
  return { events: [{ kind: 'balance_adjusted', ...event }] }
}

/** A cap of zero forbids corrections. */
export function decideSetAdjustmentCap(state: State, { kind: _, ...cap }: SetAdjustmentCap): Decision {
  if (!state.assets.has(cap.asset)) return { rejection: 'unknown_asset' }
  if (!twoApproved(cap.approvedBy, null)) return { rejection: 'too_few_approvers' }
  if (cap.sum < 0n) return { rejection: 'invalid_sum' }
  return { events: [{ kind: 'adjustment_cap_set', ...cap }] }
}
