import { decimalFromAmount } from '../../../core/units/index.ts'
import { classOf, sumOperations, type Period } from '../../engine/projector/index.ts'
import type { BooksDb } from './books.ts'
import type { Table } from './table.ts'

/** Where income came from or what was spent on: the kind of reference, and the category where a person decided. */
export type IncomeRow = {
  currency: string
  class: 'revenue' | 'expense'
  source: string
  category: string
  sum: string
}
export type IncomeStatement = {
  from: number | null
  to: number
  rows: IncomeRow[]
  /** Revenue less expenses, by asset. */
  net: { currency: string; revenue: string; expense: string; net: string }[]
}

/** What was earned and spent in a period. What only went from one line of the house to another is neither. */
export async function incomeStatement(
  db: BooksDb,
  { from, to, asset }: Period & { asset?: string | undefined },
): Promise<IncomeStatement> {
  const by = ['asset', 'code', 'reference_type', 'category'] as const
  const sums = await sumOperations(db, { from, to }, { by, asset })
  const net = new Map<string, { revenue: bigint; expense: bigint }>()
  const rows: IncomeRow[] = []
  for (const { asset: currency, code, reference_type: source, category, debit, credit } of sums) {
    const kind = classOf(code)
    if ((kind !== 'revenue' && kind !== 'expense') || credit === debit) continue
    const line = net.get(currency) ?? { revenue: 0n, expense: 0n }
    line[kind] += credit - debit
    net.set(currency, line)
    rows.push({
      currency,
      class: kind,
      source: source.toLowerCase(),
      category,
      sum: decimalFromAmount(credit - debit),
    })
  }
  const key = (row: IncomeRow) =>
    [row.currency, row.class === 'revenue' ? 0 : 1, row.source, row.category].join('/')
  rows.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    from,
    to,
    rows,
    net: [...net]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { revenue, expense }]) => ({
        currency,
        revenue: decimalFromAmount(revenue),
        expense: decimalFromAmount(expense),
        net: decimalFromAmount(revenue - expense),
      })),
  }
}

export const incomeStatementTable = ({ rows }: IncomeStatement): Table => ({
  head: ['currency', 'class', 'source', 'category', 'sum'],
  rows: rows.map((row) => [row.currency, row.class, row.source, row.category, { sum: row.sum }]),
})
