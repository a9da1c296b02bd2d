import type { AssetType } from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import { codeOf, type Purpose } from './chart.ts'

/** A line of the ledger as the engine knows it. */
export type LedgerLine = { account: string; posted: bigint; held: bigint }

/** What the operations of one line must add up to: the credits less debits of `codes`, each with its sign. */
export type BookSum = { codes: { code: number; sign: 1n | -1n }[]; sum: bigint }

/**
 * A line of the ledger as sums of the wire's books. What the house keeps outside is an asset, what its own lines hold
 * is income less expenses, and every other line is owed to somebody.
 */
export function bookSumsOf({ account, posted, held }: LedgerLine, type: AssetType): BookSum[] {
  const one = (purpose: Purpose, sum: bigint): BookSum => ({
    codes: [{ code: codeOf(purpose, type), sign: 1n }],
    sum,
  })
  switch (account) {
    case house.custody:
      return [one('asset', -posted)]
    case house.feeIncome:
    case house.adjustments:
    case house.expenses: {
      const codes: BookSum['codes'] = [
        { code: codeOf('revenue', type), sign: 1n },
        { code: codeOf('expense', type), sign: -1n },
      ]
      return [{ codes, sum: posted }]
    }
    default:
      return [one('main', posted - held), one('locked', held)]
  }
}
