import { sql } from 'kysely'
import { dayOf, startOf, sumOf } from '../../engine/projector/index.ts'
import type { BooksDb } from '../reports/books.ts'
import { difference, type Difference } from './difference.ts'

/** Credits less debits of one day, by line, asset and code. */
export type DaySums = Map<string, bigint>

const sides = ['line', 'asset', 'code'] as const
const net = sql<string>`sum(credit) - sum(debit)`.as('sum')
type Row = { line: string; asset: string; code: number; sum: string }

const sumsOf = (rows: Row[]): DaySums =>
  new Map(rows.map(({ line, asset, code, sum }) => [`${line} ${asset} ${code}`, sumOf(sum)]))

/** Every operation of a day, added up anew. */
export async function addUpDay(db: BooksDb, day: number): Promise<DaySums> {
  const rows = await db
    .selectFrom('operations')
    .select([...sides, net])
    .where('made_at', '>=', startOf(day))
    .where('made_at', '<', startOf(day + 1))
    .groupBy(sides)
    .execute()
  return sumsOf(rows)
}

/** When the last operation was made; 0 if none was. */
export async function lastMade(db: BooksDb): Promise<number> {
  const row = await db
    .selectFrom('operations')
    .select(sql<number | null>`max(made_at)`.as('at'))
    .executeTakeFirst()
  return row?.at ?? 0
}

/** What was booked after a record that was made at `from`, by day; `to` is when the last one was made. */
export async function addUpSince(
  db: BooksDb,
  { sequence, from, to }: { sequence: number; from: number; to: number },
): Promise<Map<number, DaySums>> {
  const days = new Map<number, DaySums>()
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const rows = await db
      .selectFrom('operations')
      .select([...sides, net])
      .where('made_at', '>=', Math.max(from, startOf(day)))
      .where('made_at', '<', startOf(day + 1))
      .where('sequence', '>', sequence)
      .groupBy(sides)
      .execute()
    days.set(day, sumsOf(rows))
  }
  return days
}

export function addSums(sums: DaySums, more: DaySums): DaySums {
  for (const [key, sum] of more) sums.set(key, (sums.get(key) ?? 0n) + sum)
  return sums
}

/** Compares a day's operations, added up, with the totals that were kept while they were written. */
export async function compareDay(db: BooksDb, day: number, booked: DaySums): Promise<Difference[]> {
  const rows = await db
    .selectFrom('operation_totals')
    .select([...sides, net])
    .where('day', '=', day)
    .groupBy(sides)
    .execute()
  const totals = sumsOf(rows)
  const name = new Date(startOf(day)).toISOString().slice(0, 10)
  const keys = new Set([...booked.keys(), ...totals.keys()])
  return [...keys]
    .filter((key) => (booked.get(key) ?? 0n) !== (totals.get(key) ?? 0n))
    .map((key) =>
      difference('day', `${key} on ${name}`, {
        expected: totals.get(key) ?? 0n,
        found: booked.get(key) ?? 0n,
      }),
    )
}

export async function daysOf(db: BooksDb): Promise<number[]> {
  const rows = await db
    .selectFrom('operation_totals')
    .select('day')
    .distinct()
    .orderBy('day', 'desc')
    .execute()
  return rows.map(({ day }) => day)
}
