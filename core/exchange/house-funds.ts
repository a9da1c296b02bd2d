import { available, house, peekBalance } from '../ledger/index.ts'
import { amountMax } from '../units/index.ts'
import {
  expenseCategories,
  fundingCategories,
  type FundHouse,
  type RecordExpense,
  type ResolveSuspense,
} from './books-command.ts'
import { ownFunds, twoApproved } from './books.ts'
import { fits, isUser } from './credit.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

const sumMax = amountMax / 1_000n

/** Own funds are set aside or returned; neither ever touches what users own. */
export function decideFundHouse(state: State, { kind: _, ...funding }: FundHouse): Decision {
  const { source, asset, sum, category, approvedBy } = funding
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!fundingCategories.includes(category)) return { rejection: 'invalid_definition' }
  if (!twoApproved(approvedBy, null)) return { rejection: 'too_few_approvers' }
  const setAside = available(peekBalance(state.ledger, house.adjustments, asset))
  if (sum === 0n || setAside + sum > sumMax) return { rejection: 'invalid_sum' }
  const earned = available(peekBalance(state.ledger, house.feeIncome, asset))
  const fromFees = source === 'fee_income' && sum > 0n && earned < sum
  const goesOut = source === 'custody' && sum < 0n && ownFunds(state, asset) + sum < 0n
  if (fromFees || goesOut || (sum < 0n && setAside + sum < 0n))
    return { rejection: 'house_funds_insufficient' }
  return { events: [{ kind: 'house_funded', ...funding }] }
}

/**
 * Costs that somebody decided are capped and never paid out of what users own. Network fees have been paid when we
 * learn of them: the books say so, whatever it means.
 */
export function decideRecordExpense(state: State, { kind: _, ...expense }: RecordExpense): Decision {
  const { asset, sum, category, approvedBy } = expense
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!expenseCategories.includes(category)) return { rejection: 'invalid_definition' }
  if (sum <= 0n || sum > sumMax) return { rejection: 'invalid_sum' }
  if (category !== 'network_fees') {
    if (!approvedBy || !twoApproved(approvedBy, null)) return { rejection: 'too_few_approvers' }
    if (sum > (state.books.caps.get(asset) ?? 0n)) return { rejection: 'cap_exceeded' }
    if (ownFunds(state, asset) < sum) return { rejection: 'house_funds_insufficient' }
  }
  return { events: [{ kind: 'expense_recorded', ...expense }] }
}

/** Only what waits there goes to its owner, or back. */
export function decideResolveSuspense(state: State, { kind: _, ...resolved }: ResolveSuspense): Decision {
  const { to, asset, sum, approvedBy } = resolved
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!twoApproved(approvedBy, to)) return { rejection: 'too_few_approvers' }
  const known = to === house.custody || (isUser(to) && fits(state, to, asset, sum))
  if (sum <= 0n || !known) return { rejection: 'invalid_sum' }
  if (available(peekBalance(state.ledger, house.suspense, asset)) < sum) {
    return { rejection: 'house_funds_insufficient' }
  }
  return { events: [{ kind: 'suspense_resolved', ...resolved }] }
}
