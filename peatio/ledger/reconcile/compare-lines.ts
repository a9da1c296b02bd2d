import { sql } from 'kysely'
import type { AssetType } from '../../../core/exchange/index.ts'
import { bookSumsOf, sumOf } from '../../engine/projector/index.ts'
import type { BooksDb } from '../reports/books.ts'
import { difference, type Difference } from './difference.ts'
import { keyOf, type Line } from './engine-lines.ts'

const linesAtOnce = 500

export type TypeOf = (asset: string) => AssetType

/**
 * Compares lines as the engine has them with their projection, and with everything that was ever booked on them. Ask
 * within one transaction, with lines as they were at SQL's position.
 */
export async function compareLines(
  db: BooksDb,
  lines: readonly Line[],
  typeOf: TypeOf,
): Promise<Difference[]> {
  const differences: Difference[] = []
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const part = lines.slice(start, start + linesAtOnce)
    const accounts = [...new Set(part.map(({ account }) => account as string))]
    const rows = await db.selectFrom('accounts').selectAll().where('account', 'in', accounts).execute()
    const booked = await db
      .selectFrom('operation_totals')
      .select(['line', 'asset', 'code', sql<string>`sum(credit) - sum(debit)`.as('sum')])
      .where('line', 'in', accounts)
      .groupBy(['line', 'asset', 'code'])
      .execute()
    const projected = new Map(rows.map((row) => [keyOf(row), row]))
    const sums = new Map(booked.map(({ line, asset, code, sum }) => [`${line}/${asset}/${code}`, sumOf(sum)]))
    for (const line of part) differences.push(...compareLine(line, { projected, sums, typeOf }))
  }
  return differences
}

type Sql = {
  projected: ReadonlyMap<string, { posted: string; held: string }>
  sums: ReadonlyMap<string, bigint>
  typeOf: TypeOf
}

function compareLine(line: Line, { projected, sums, typeOf }: Sql): Difference[] {
  const where = `${line.account} ${line.asset}`
  const row = projected.get(keyOf(line)) ?? { posted: '0', held: '0' }
  const found = [
    ['account', `${where} posted`, line.posted, sumOf(row.posted)],
    ['account', `${where} held`, line.held, sumOf(row.held)],
    ...bookSumsOf(line, typeOf(line.asset)).map(({ codes, sum }) => {
      const booked = codes.reduce(
        (total, { code, sign }) => total + sign * (sums.get(`${keyOf(line)}/${code}`) ?? 0n),
        0n,
      )
      return ['operations', `${where} ${codes.map(({ code }) => code).join('-')}`, sum, booked] as const
    }),
  ] as const
  return found
    .filter(([, , expected, told]) => expected !== told)
    .map(([kind, name, expected, told]) => difference(kind, name, { expected, found: told }))
}
