import type { Kysely } from 'kysely'
import { Fault, type Sequence } from '../../../core/units/index.ts'
import type { Dialect } from '../../../platform/sql/index.ts'
import type { Published } from '../index.ts'
import {
  addTotals,
  writeAccounts,
  writeAssets,
  writeMarkets,
  writeMarketStatuses,
  writeOperations,
} from './book-store.ts'
import { collectRows } from './collect-rows.ts'
import type { Definitions } from './definitions.ts'
import { writeOrders } from './order-store.ts'
import { readPosition, writePosition } from './position-store.ts'
import type { ProjectionTables } from './tables.ts'
import { totalsOf } from './totals.ts'
import { writeTrades } from './trade-store.ts'

/**
 * Writes what these records did, and the position after them, in one transaction. Records that are in already
 * are passed over, so a batch whose commit was answered by silence may be written again. Throws a Fault
 * `projection_gap` if a record before them is missing.
 */
export async function writeBatch(
  db: Kysely<ProjectionTables>,
  dialect: Dialect,
  { records, definitions }: { records: Published[]; definitions: Definitions },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { sequence, lastOperation } = await readPosition(tx, true)
    const fresh = records.filter((record) => record.sequence > sequence)
    if (fresh.length === 0) return
    checkContiguous(fresh, sequence)
    const rows = collectRows(fresh, definitions, lastOperation)
    await writeAssets(tx, dialect, rows.assets)
    await writeMarkets(tx, dialect, rows.markets)
    await writeMarketStatuses(tx, rows.marketStatuses)
    await writeOrders(tx, dialect, rows.orders)
    await writeTrades(tx, dialect, rows.trades)
    await writeAccounts(tx, dialect, rows.accounts)
    await writeOperations(tx, dialect, rows.operations)
    await addTotals(tx, dialect, totalsOf(rows.operations))
    const last = fresh.at(-1)!
    await writePosition(tx, dialect, {
      sequence: last.sequence,
      record: { key: last.key, at: last.at },
      lastOperation: rows.operations.at(-1)?.id ?? lastOperation,
    })
  })
}

/** A missing record would be a missing trade in someone's history for ever. */
export function checkContiguous(records: Published[], after: Sequence | 0): void {
  let expected = after + 1
  for (const { sequence } of records) {
    if (sequence !== expected) {
      throw new Fault('projection_gap', { detail: `expected record ${expected}, got ${sequence}` })
    }
    expected += 1
  }
}
