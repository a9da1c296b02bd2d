import { sql, type Kysely } from 'kysely'
import { listPart, type ListPart } from '../../../platform/sql/index.ts'
import type { OperationRow, ProjectionTables } from './tables.ts'
import { dayOf, startOf, sumOf } from './totals.ts'

type Db = Kysely<ProjectionTables>
type Dimension = 'asset' | 'code' | 'line' | 'reference_type' | 'category'

/** From `from` (the beginning, if null) up to and without `to`; milliseconds. */
export type Period = { from: number | null; to: number }
export type SumsFilter = { asset?: string | undefined; line?: string | undefined; code?: number | undefined }
export type BookTurnover<By extends Dimension> = Pick<OperationRow, By> & { debit: bigint; credit: bigint }

/**
 * What the operations of a period come to, in the wire's signs, a row for each `by`: whole days from their totals, and
 * the parts of the first and the last day from their operations. Ask within one transaction.
 */
export async function sumOperations<By extends Dimension>(
  db: Db,
  { from, to }: Period,
  { by, ...filter }: SumsFilter & { by: readonly By[] },
): Promise<BookTurnover<By>[]> {
  const firstDay = from === null ? null : Math.ceil(from / startOf(1))
  const lastDay = dayOf(to)
  const parts: Promise<Sum<By>[]>[] = []
  if (from !== null && firstDay !== null && lastDay < firstDay) {
    parts.push(sumPart(db, { from, to }, { by, ...filter }))
  } else {
    if (from !== null && firstDay !== null && from < startOf(firstDay)) {
      parts.push(sumPart(db, { from, to: startOf(firstDay) }, { by, ...filter }))
    }
    parts.push(sumDays(db, { from: firstDay, to: lastDay }, { by, ...filter }))
    if (startOf(lastDay) < to) parts.push(sumPart(db, { from: startOf(lastDay), to }, { by, ...filter }))
  }
  return merge((await Promise.all(parts)).flat(), by)
}

type Sum<By extends Dimension> = Pick<OperationRow, By> & { debit: string; credit: string }
type Asked<By extends Dimension> = SumsFilter & { by: readonly By[] }

async function sumDays<By extends Dimension>(
  db: Db,
  { from, to }: Period,
  { by, ...filter }: Asked<By>,
): Promise<Sum<By>[]> {
  const query = db
    .selectFrom('operation_totals')
    .select([...by, sql<string>`sum(debit)`.as('debit'), sql<string>`sum(credit)`.as('credit')] as never)
    .where('day', '<', to)
    .$if(from !== null, (each) => each.where('day', '>=', from!))
    .$if(filter.asset !== undefined, (each) => each.where('asset', '=', filter.asset!))
    .$if(filter.line !== undefined, (each) => each.where('line', '=', filter.line!))
    .$if(filter.code !== undefined, (each) => each.where('code', '=', filter.code!))
    .groupBy(by as never)
  const rows: unknown[] = await query.execute()
  return rows as Sum<By>[]
}

async function sumPart<By extends Dimension>(
  db: Db,
  { from, to }: { from: number; to: number },
  { by, ...filter }: Asked<By>,
): Promise<Sum<By>[]> {
  const query = db
    .selectFrom('operations')
    .select([...by, sql<string>`sum(debit)`.as('debit'), sql<string>`sum(credit)`.as('credit')] as never)
    .where('made_at', '>=', from)
    .where('made_at', '<', to)
    .$if(filter.asset !== undefined, (each) => each.where('asset', '=', filter.asset!))
    .$if(filter.line !== undefined, (each) => each.where('line', '=', filter.line!))
    .$if(filter.code !== undefined, (each) => each.where('code', '=', filter.code!))
    .groupBy(by as never)
  const rows: unknown[] = await query.execute()
  return rows as Sum<By>[]
}

function merge<By extends Dimension>(rows: Sum<By>[], by: readonly By[]): BookTurnover<By>[] {
  const merged = new Map<string, BookTurnover<By>>()
  for (const row of rows) {
    const key = JSON.stringify(by.map((name) => row[name]))
    const known = merged.get(key) ?? { ...row, debit: 0n, credit: 0n }
    known.debit += sumOf(row.debit)
    known.credit += sumOf(row.credit)
    merged.set(key, known)
  }
  return [...merged.values()]
}

export type OperationFilter = ListPart & {
  /** Codes from `codeFrom` up to and without `codeTo`. */
  codeFrom: number
  codeTo: number
  code?: number | undefined
  asset?: string | undefined
  account?: string | undefined
  line?: string | undefined
  referenceType?: string | undefined
  referenceId?: string | undefined
  /** Made at or after `from`, before `to`. */
  from?: number | undefined
  to?: number | undefined
}

/** Operations in the order in which they were made. */
export function listOperations(db: Db, filter: OperationFilter): Promise<OperationRow[]> {
  return db
    .selectFrom('operations')
    .selectAll()
    .where('code', '>=', filter.codeFrom)
    .where('code', '<', filter.codeTo)
    .$if(filter.code !== undefined, (query) => query.where('code', '=', filter.code!))
    .$if(filter.asset !== undefined, (query) => query.where('asset', '=', filter.asset!))
    .$if(filter.account !== undefined, (query) => query.where('account', '=', filter.account!))
    .$if(filter.line !== undefined, (query) => query.where('line', '=', filter.line!))
    .$if(filter.referenceType !== undefined, (query) =>
      query.where('reference_type', '=', filter.referenceType!),
    )
    .$if(filter.referenceId !== undefined, (query) => query.where('reference_id', '=', filter.referenceId!))
    .$if(filter.from !== undefined, (query) => query.where('made_at', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('made_at', '<', filter.to!))
    .$call(listPart('made_at', filter))
    .execute()
}
