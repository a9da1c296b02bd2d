import type { Kysely, Transaction } from 'kysely'
import type { AccountId, TimeMs } from '../../../core/units/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { ProjectionTables } from './tables.ts'

type Forgotten = { accounts: readonly AccountId[]; before: TimeMs; batchMax?: number }

/**
 * Forgets the closed orders of these accounts, and the trades that they made only among themselves, older than
 * `before`, each with its operations: for bots whose past nobody reads. Whole references go, so what is left still
 * balances; balances stay, and the journal keeps everything. Returns how many orders and trades went, at most
 * `batchMax` (2,000) of each; the rest goes next time.
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
    await forget(step, 'Trade', trades)
    await forget(step, 'Order', orders)
    return trades.length + orders.length
  })
}

async function forget(
  step: Transaction<ProjectionTables>,
  type: 'Trade' | 'Order',
  rows: { id: number }[],
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await step
    .deleteFrom('operations')
    .where('reference_type', '=', type)
    .where('reference_id', 'in', ids.map(String))
    .execute()
  await step
    .deleteFrom(type === 'Trade' ? 'trades' : 'orders')
    .where('id', 'in', ids)
    .execute()
}
