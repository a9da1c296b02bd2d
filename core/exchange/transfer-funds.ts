import { available, peekBalance } from '../ledger/index.ts'
import { transferCategories, type TransferFunds } from './books-command.ts'
import { fits, isUser } from './credit.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

/** One user gives to another what is available to him. Whether the other exists is the caller's business. */
export function decideTransferFunds(state: State, { kind: _, ...transfer }: TransferFunds): Decision {
  const { from, to, asset, sum, category } = transfer
  if (!state.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!transferCategories.includes(category)) return { rejection: 'invalid_definition' }
  if (from === to) return { rejection: 'same_account' }
  if (sum <= 0n || !isUser(from) || !isUser(to)) return { rejection: 'invalid_sum' }
  if (available(peekBalance(state.ledger, from, asset)) < sum) return { rejection: 'insufficient_funds' }
  if (!fits(state, to, asset, sum)) return { rejection: 'invalid_sum' }
  return { events: [{ kind: 'funds_transferred', ...transfer }] }
}
