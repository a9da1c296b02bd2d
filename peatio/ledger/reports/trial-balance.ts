import { decimalFromAmount } from '../../../core/units/index.ts'
import { classOf, sumOperations, type AccountClass } from '../../engine/projector/index.ts'
import { growsByDebit, textbook, type BooksDb } from './books.ts'
import type { Table } from './table.ts'

/** An account of the chart; `balance` is positive on the side on which accounts of its class grow. */
export type TrialBalanceRow = {
  currency: string
  code: number
  class: AccountClass
  debit: string
  credit: string
  balance: string
}
export type TrialBalance = {
  at: number
  rows: TrialBalanceRow[]
  /** Per asset: all debits and all credits, which must be equal. */
  totals: { currency: string; debit: string; credit: string; balanced: boolean }[]
}

/** Everything that was ever booked up to `at` (milliseconds), by asset and code, in a textbook's debit and credit. */
export async function trialBalance(
  db: BooksDb,
  { at, asset }: { at: number; asset?: string | undefined },
): Promise<TrialBalance> {
  const sums = await sumOperations(db, { from: null, to: at + 1 }, { by: ['asset', 'code'], asset })
  sums.sort((a, b) => (a.asset < b.asset ? -1 : a.asset > b.asset ? 1 : a.code - b.code))
  const totals = new Map<string, { debit: bigint; credit: bigint }>()
  const rows = sums.map((sum): TrialBalanceRow => {
    const { debit, credit } = textbook(sum.code, sum)
    const total = totals.get(sum.asset) ?? { debit: 0n, credit: 0n }
    totals.set(sum.asset, { debit: total.debit + debit, credit: total.credit + credit })
    return {
      currency: sum.asset,
      code: sum.code,
      class: classOf(sum.code),
      debit: decimalFromAmount(debit),
      credit: decimalFromAmount(credit),
      balance: decimalFromAmount(growsByDebit(sum.code) ? debit - credit : credit - debit),
    }
  })
  return {
    at,
    rows,
    totals: [...totals].map(([currency, { debit, credit }]) => ({
      currency,
      debit: decimalFromAmount(debit),
      credit: decimalFromAmount(credit),
      balanced: debit === credit,
    })),
  }
}

export const trialBalanceTable = ({ rows }: TrialBalance): Table => ({
  head: ['currency', 'code', 'class', 'debit', 'credit', 'balance'],
  rows: rows.map((row) => [
    row.currency,
    row.code,
    row.class,
    { sum: row.debit },
    { sum: row.credit },
    { sum: row.balance },
  ]),
})
