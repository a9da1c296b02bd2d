import { house } from '../../../core/ledger/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { classOf, sumOperations } from '../../engine/projector/index.ts'
import type { BooksDb } from './books.ts'
import type { Table } from './table.ts'

/** One asset: what the house keeps, what it owes, and what is its own. */
export type BalanceSheetRow = {
  currency: string
  assets: string
  /** Owed to users, and free to use. */
  user_funds: string
  /** Owed to users, and promised to orders and withdrawals. */
  user_funds_held: string
  /** Owed to somebody who is not known yet. */
  suspense: string
  liabilities: string
  fee_income: string
  /** Set aside for corrections, less what they came to. */
  adjustments: string
  /** Spent; negative. */
  expenses: string
  own_funds: string
  /** Assets are liabilities and own funds. */
  balanced: boolean
}
export type BalanceSheet = { at: number; rows: BalanceSheetRow[] }

const sides = [
  'assets',
  'user_funds',
  'user_funds_held',
  'suspense',
  'fee_income',
  'adjustments',
  'expenses',
] as const
type Side = (typeof sides)[number]

/** What there was at `at` (milliseconds), by asset. */
export async function balanceSheet(
  db: BooksDb,
  { at, asset }: { at: number; asset?: string | undefined },
): Promise<BalanceSheet> {
  const sheets = new Map<string, Record<Side, bigint>>()
  // The house's lines first, each by itself; what is left of the codes of users is theirs.
  const own = await Promise.all(
    [house.feeIncome, house.adjustments, house.expenses, house.suspense].map((line) =>
      sumOperations(db, { from: null, to: at + 1 }, { by: ['asset', 'code', 'line'], line, asset }),
    ),
  )
  const all = await sumOperations(db, { from: null, to: at + 1 }, { by: ['asset', 'code'], asset })
  const add = (code: string, side: Side, sum: bigint) => {
    const sheet =
      sheets.get(code) ?? (Object.fromEntries(sides.map((each) => [each, 0n])) as Record<Side, bigint>)
    sheet[side] += sum
    sheets.set(code, sheet)
  }
  for (const { asset: currency, code, debit, credit } of all) {
    if (classOf(code) === 'asset') add(currency, 'assets', credit - debit)
    if (classOf(code) !== 'liability') continue
    add(currency, code >= 210 ? 'user_funds_held' : 'user_funds', credit - debit)
  }
  for (const { asset: currency, code, line, debit, credit } of own.flat()) {
    const sum = credit - debit
    if (line === house.suspense) {
      add(currency, 'suspense', sum)
      add(currency, code >= 210 ? 'user_funds_held' : 'user_funds', -sum)
    } else {
      add(currency, sideOf[line]!, classOf(code) === 'expense' ? -sum : sum)
    }
  }
  const rows = [...sheets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sheet]) => rowOf(currency, sheet))
  return { at, rows }
}

const sideOf: Record<string, Side> = {
  [house.feeIncome]: 'fee_income',
  [house.adjustments]: 'adjustments',
  [house.expenses]: 'expenses',
}

function rowOf(currency: string, sheet: Record<Side, bigint>): BalanceSheetRow {
  const liabilities = sheet.user_funds + sheet.user_funds_held + sheet.suspense
  const ownFunds = sheet.fee_income + sheet.adjustments + sheet.expenses
  const told = Object.fromEntries(sides.map((side) => [side, decimalFromAmount(sheet[side])])) as Record<
    Side,
    string
  >
  return {
    currency,
    ...told,
    liabilities: decimalFromAmount(liabilities),
    own_funds: decimalFromAmount(ownFunds),
    balanced: sheet.assets === liabilities + ownFunds,
  }
}

const columns = [
  'assets',
  'user_funds',
  'user_funds_held',
  'suspense',
  'liabilities',
  'fee_income',
  'adjustments',
  'expenses',
  'own_funds',
] as const

export const balanceSheetTable = ({ rows }: BalanceSheet): Table => ({
  head: ['currency', ...columns, 'balanced'],
  rows: rows.map((row) => [
    row.currency,
    ...columns.map((column) => ({ sum: row[column] })),
    String(row.balanced),
  ]),
})
