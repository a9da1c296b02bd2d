import type { Kysely, Transaction } from 'kysely'
import type { AccountId, TimeMs } from '../../../core/units/index.ts'
import type { Dialect, Sql } from '../../../platform/sql/index.ts'
import { writeOperations } from './book-store.ts'
import { compact, foldDays, nameOf } from './fold-days.ts'
import { readPosition, writePosition } from './position-store.ts'
import type { OperationRow, ProjectionTables } from './tables.ts'
import { dayOf } from './totals.ts'

type Forgotten = { accounts: readonly AccountId[]; before: TimeMs; batchMax?: number }

/**
 * Forgets the closed orders of these accounts, and the trades that they made only among themselves, older than
 * `before`: for bots whose past nobody reads. Their operations are folded into one entry a day, line and code, so that
 * the books still balance and still add up to what everybody has; the journal keeps everything. Returns how many orders
 * and trades went, at most `batchMax` (2,000) of each; the rest goes next time.
 */
export async function forgetHistory(
  sql: Sql,
  { accounts, before, batchMax = 2_000 }: Forgotten,
): Promise<number> {
  if (accounts.length === 0) return 0
  const db: Kysely<ProjectionTables> = sql.database<ProjectionTables>('peatio')
  return db.transaction().execute(async (step) => {
    const trades = await step
      .selectFrom('trades')
      .select('id')
      .where('buyer', 'in', accounts)
      .where('seller', 'in', accounts)
      .where('made_at', '<', before)
      .limit(batchMax)
      .execute()
    const orders = await step
      .selectFrom('orders')
      .select('id')
      .where('account', 'in', accounts)
      .where('status', 'in', ['filled', 'canceled'])
      .where('updated_at', '<', before)
      .limit(batchMax)
      .execute()
    await forget(step, sql.dialect, { type: 'Trade', rows: trades })
    await forget(step, sql.dialect, { type: 'Order', rows: orders })
    return trades.length + orders.length
  })
}

type Step = Transaction<ProjectionTables>
type Going = { type: 'Trade' | 'Order'; rows: { id: number }[] }

async function forget(step: Step, dialect: Dialect, { type, rows }: Going): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const operations = await take(step, type, ids.map(String))
  await keepDays(step, dialect, operations)
  await step
    .deleteFrom(type === 'Trade' ? 'trades' : 'orders')
    .where('id', 'in', ids)
    .execute()
}

/** Folds what is forgotten into the days on which it was made; what was folded before is folded with it. */
async function keepDays(step: Step, dialect: Dialect, forgotten: OperationRow[]): Promise<void> {
  const days = [...new Set(forgotten.map(({ made_at }) => dayOf(made_at)))]
  if (days.length === 0) return
  const folded = await take(step, compact, days.map(nameOf))
  const position = await readPosition(step, true)
  const { lastOperation } = position
  const kept = foldDays([...forgotten, ...folded], lastOperation)
  if (kept.length === 0) return
  await writeOperations(step, dialect, kept)
  await writePosition(step, dialect, { ...position, lastOperation: lastOperation + kept.length })
}

async function take(step: Step, type: string, references: string[]): Promise<OperationRow[]> {
  const rows = await step
    .selectFrom('operations')
    .selectAll()
    .where('reference_type', '=', type)
    .where('reference_id', 'in', references)
    .execute()
  await step
    .deleteFrom('operations')
    .where('reference_type', '=', type)
    .where('reference_id', 'in', references)
    .execute()
  return rows
}
