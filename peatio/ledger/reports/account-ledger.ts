import { decimalFromAmount } from '../../../core/units/index.ts'
import { listOperations, sumOf, sumOperations, type Period } from '../../engine/projector/index.ts'
import { growsByDebit, textbook, type BooksDb } from './books.ts'
import type { Table } from './table.ts'

/** An entry of the account, in a textbook's debit and credit; `balance` is that after it. */
export type LedgerEntry = {
  at: number
  sequence: number
  reference_type: string
  reference_id: string
  category: string
  uid: string | null
  debit: string
  credit: string
  balance: string
}
export type AccountLedger = {
  account: string
  currency: string
  code: number
  from: number | null
  to: number
  opening: string
  entries: LedgerEntry[]
  closing: string
  /** More was booked than is told here; the next page begins after the last entry. */
  truncated: boolean
}

type Asked = Period & { line: string; asset: string; code: number; limit: number }

/** All that was booked on one code of one line of the ledger (a user's, or the house's) in a period. */
export async function accountLedger(db: BooksDb, asked: Asked): Promise<AccountLedger> {
  const { line, asset, code, from, to, limit } = asked
  const balanceAt = async (moment: number) => {
    const by = { by: ['code'] as const, line, asset, code }
    const [sum] = await sumOperations(db, { from: null, to: moment }, by)
    return sum ? sum.credit - sum.debit : 0n
  }
  const opening = from === null ? 0n : await balanceAt(from)
  const found = await listOperations(db, {
    codeFrom: code,
    codeTo: code + 1,
    line,
    asset,
    from: from ?? undefined,
    to,
    direction: 'asc',
    limit: limit + 1,
    offset: 0,
  })
  let balance = opening
  const entries = found.slice(0, limit).map((row): LedgerEntry => {
    const wire = { debit: sumOf(row.debit), credit: sumOf(row.credit) }
    balance += wire.credit - wire.debit
    const { debit, credit } = textbook(code, wire)
    return {
      at: row.made_at,
      sequence: row.sequence,
      reference_type: row.reference_type.toLowerCase(),
      reference_id: row.reference_id,
      category: row.category,
      uid: row.account,
      debit: decimalFromAmount(debit),
      credit: decimalFromAmount(credit),
      balance: decimalFromAmount(balance),
    }
  })
  const truncated = found.length > limit
  const closing = decimalFromAmount(balance)
  const about = { account: line, currency: asset, code, from, to }
  return { ...about, opening: decimalFromAmount(opening), entries, closing, truncated }
}

/** Says on which side an account of this code grows. */
export const sideOfGrowth = (code: number): 'debit' | 'credit' => (growsByDebit(code) ? 'debit' : 'credit')

export const accountLedgerTable = ({ entries, truncated }: AccountLedger): Table => ({
  head: ['at', 'sequence', 'reference_type', 'reference_id', 'category', 'uid', 'debit', 'credit', 'balance'],
  truncated,
  rows: entries.map((entry) => [
    new Date(entry.at).toISOString(),
    entry.sequence,
    entry.reference_type,
    entry.reference_id,
    entry.category,
    entry.uid,
    { sum: entry.debit },
    { sum: entry.credit },
    { sum: entry.balance },
  ]),
})
