import {
  fundingCategories,
  type BooksCommand,
  type FundHouse,
  type FundingCategory,
} from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import type { AccountId, Amount, AssetCode } from '../../../core/units/index.ts'
import type { BookRequest } from '../../../contract/index.ts'

/** What was asked for, as it was read from the wire or from its row. */
export type AskedOfBooks = {
  id: number
  kind: BookRequest['kind']
  asset: AssetCode
  sum: bigint
  source: FundHouse['source'] | null
  category: string | null
  recipient: string | null
  reason: string
}

/** Back to where it came from, in the wire's word. */
export const custody = 'custody'

const isFunding = (word: string): word is FundingCategory =>
  (fundingCategories as readonly string[]).includes(word)

/** The engine's command for it, or the key of what is wrong with it. */
export function requestCommand(
  asked: AskedOfBooks,
  approvedBy: [string, string],
): BooksCommand | { error: string } {
  const { id, kind, asset, sum, source, category, recipient, reason } = asked
  const about = { asset, reason, reference: `BOOKS${id}`, approvedBy }
  if (kind !== 'house_funding' && source !== null) return { error: 'admin.books.redundant_source' }
  if (kind !== 'house_funding' && category !== null) return { error: 'admin.books.redundant_category' }
  if (kind !== 'suspense' && recipient !== null) return { error: 'admin.books.redundant_recipient' }
  switch (kind) {
    case 'adjustment_cap':
      if (sum < 0n) return { error: 'admin.books.invalid_amount' }
      return { kind: 'set_adjustment_cap', asset, sum: sum as Amount, approvedBy }
    case 'house_funding':
      if (source === null) return { error: 'admin.books.missing_source' }
      if (category === null) return { error: 'admin.books.missing_category' }
      if (!isFunding(category)) return { error: 'admin.books.invalid_category' }
      if (sum === 0n) return { error: 'admin.books.invalid_amount' }
      return { kind: 'fund_house', source, sum, category, ...about }
    case 'suspense': {
      if (recipient === null) return { error: 'admin.books.missing_recipient' }
      if (sum <= 0n) return { error: 'admin.books.invalid_amount' }
      const to = recipient === custody ? house.custody : (recipient as AccountId)
      return { kind: 'resolve_suspense', to, sum: sum as Amount, ...about }
    }
  }
}
