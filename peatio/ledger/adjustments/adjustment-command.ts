import {
  adjustmentCategories,
  expenseCategories,
  fundingCategories,
  type BooksCommand,
} from '../../../core/exchange/index.ts'
import { amount, type AccountId, type AssetCode } from '../../../core/units/index.ts'
import { classOf } from '../../engine/projector/index.ts'

export type Asked = {
  id: number
  reason: string
  category: string
  amount: bigint
  asset: AssetCode
  receivingCode: number
  receivingUid: string | null
}

const has = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  (words as readonly string[]).includes(word)

/**
 * The engine's command for a correction on the wire: of a user's balance (20x), of the house's own funds (30x), or of
 * its costs (40x, negative: what was paid). A key says why there is none.
 */
export function adjustmentCommand(
  { id, reason, category, amount: sum, asset, receivingCode, receivingUid }: Asked,
  approvedBy: [string, string],
): BooksCommand | { error: string } {
  const about = { asset, reason, reference: `ADJ${id}`, approvedBy }
  switch (classOf(receivingCode)) {
    case 'liability':
      if (receivingUid === null) return { error: 'admin.adjustment.missing_receiving_member_uid' }
      if (!has(adjustmentCategories, category)) return { error: 'admin.adjustment.invalid_category' }
      return { kind: 'adjust_balance', account: receivingUid as AccountId, sum, category, ...about }
    case 'revenue':
      if (receivingUid !== null) return { error: 'admin.adjustment.redundant_receiving_member_uid' }
      if (!has(fundingCategories, category)) return { error: 'admin.adjustment.invalid_category' }
      return { kind: 'fund_house', source: 'custody', sum, category, ...about }
    case 'expense':
      if (receivingUid !== null) return { error: 'admin.adjustment.redundant_receiving_member_uid' }
      if (!has(expenseCategories, category)) return { error: 'admin.adjustment.invalid_category' }
      if (sum >= 0n) return { error: 'admin.adjustment.invalid_amount' }
      return { kind: 'record_expense', sum: amount(0n - sum), category, ...about }
    case 'asset':
      return { error: 'admin.adjustment.invalid_receiving_account_code' }
  }
}
