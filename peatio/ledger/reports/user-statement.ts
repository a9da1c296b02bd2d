import { decimalFromAmount } from '../../../core/units/index.ts'
import {
  listOperations,
  sumOf,
  sumOperations,
  type OperationRow,
  type Period,
} from '../../engine/projector/index.ts'
import type { BooksDb } from './books.ts'
import type { Table } from './table.ts'

/** What one event changed for the user: `sum` of what he owns, `held` of what he has promised. */
export type StatementEntry = {
  at: number
  sequence: number
  currency: string
  reference_type: string
  reference_id: string
  category: string
  sum: string
  held: string
  /** What he owns after it. */
  balance: string
}
export type StatementLine = { currency: string; opening: string; closing: string; held: string }
export type UserStatement = {
  uid: string
  from: number | null
  to: number
  lines: StatementLine[]
  entries: StatementEntry[]
  /** More happened than is told here. */
  truncated: boolean
}

type Asked = Period & { uid: string; asset?: string | undefined; limit: number }
type Change = { row: OperationRow; sum: bigint; held: bigint }

/** Everything that changed what a user owns in a period, with what he had before and after. */
export async function userStatement(db: BooksDb, asked: Asked): Promise<UserStatement> {
  const { uid, asset, from, to, limit } = asked
  const opening = from === null ? new Map<string, Owned>() : await ownedAt(db, from, asked)
  const rows = await listOperations(db, {
    codeFrom: 200,
    codeTo: 300,
    line: uid,
    asset,
    from: from ?? undefined,
    to,
    direction: 'asc',
    limit: limit + 1,
    offset: 0,
  })
  const truncated = rows.length > limit
  const balances = new Map([...opening].map(([currency, { owned }]) => [currency, owned]))
  const entries = changesOf(truncated ? wholeRecords(rows) : rows).map(
    ({ row, sum, held }): StatementEntry => {
      const balance = (balances.get(row.asset) ?? 0n) + sum
      balances.set(row.asset, balance)
      return {
        at: row.made_at,
        sequence: row.sequence,
        currency: row.asset,
        reference_type: row.reference_type.toLowerCase(),
        reference_id: row.reference_id,
        category: row.category,
        sum: decimalFromAmount(sum),
        held: decimalFromAmount(held),
        balance: decimalFromAmount(balance),
      }
    },
  )
  const closing = await ownedAt(db, to, asked)
  const currencies = [...new Set([...opening.keys(), ...closing.keys()])].sort()
  const lines = currencies.map((currency) => ({
    currency,
    opening: decimalFromAmount(opening.get(currency)?.owned ?? 0n),
    closing: decimalFromAmount(closing.get(currency)?.owned ?? 0n),
    held: decimalFromAmount(closing.get(currency)?.held ?? 0n),
  }))
  return { uid, from, to, lines, entries, truncated }
}

type Owned = { owned: bigint; held: bigint }

async function ownedAt(db: BooksDb, moment: number, { uid, asset }: Asked): Promise<Map<string, Owned>> {
  const sums = await sumOperations(
    db,
    { from: null, to: moment },
    { by: ['asset', 'code'], line: uid, asset },
  )
  const lines = new Map<string, Owned>()
  for (const { asset: currency, code, debit, credit } of sums) {
    const line = lines.get(currency) ?? { owned: 0n, held: 0n }
    line.owned += credit - debit
    if (code >= 210) line.held += credit - debit
    lines.set(currency, line)
  }
  return lines
}

/** Without the last record, of which there may be more legs. */
const wholeRecords = (rows: OperationRow[]) => rows.filter(({ sequence }) => sequence < rows.at(-1)!.sequence)

/** The legs of one event on one asset are one change. */
function changesOf(rows: OperationRow[]): Change[] {
  const changes = new Map<string, Change>()
  for (const row of rows) {
    const key = [row.sequence, row.asset, row.reference_type, row.reference_id].join('/')
    const change = changes.get(key) ?? { row, sum: 0n, held: 0n }
    const sum = sumOf(row.credit) - sumOf(row.debit)
    change.sum += sum
    if (row.code >= 210) change.held += sum
    changes.set(key, change)
  }
  return [...changes.values()]
}

export const userStatementTable = ({ entries, truncated }: UserStatement): Table => ({
  head: [
    'at',
    'sequence',
    'currency',
    'reference_type',
    'reference_id',
    'category',
    'sum',
    'held',
    'balance',
  ],
  truncated,
  rows: entries.map((entry) => [
    new Date(entry.at).toISOString(),
    entry.sequence,
    entry.currency,
    entry.reference_type,
    entry.reference_id,
    entry.category,
    { sum: entry.sum },
    { sum: entry.held },
    { sum: entry.balance },
  ]),
})
