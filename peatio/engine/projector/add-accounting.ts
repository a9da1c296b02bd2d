import { sql, type Kysely } from 'kysely'
import type { AssetType } from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { decimalColumn, insertMany, type Columns, type Dialect } from '../../../platform/sql/index.ts'
import { addTotals } from './book-store.ts'
import { bookSumsOf } from './lines.ts'
import { readPosition, writePosition } from './position-store.ts'
import type { OperationRow, ProjectionTables } from './tables.ts'
import { sumOf, totalsOf } from './totals.ts'

/**
 * Operations learn which line of the ledger they moved and why, and days their totals. Corrections of earlier versions
 * were booked as if funds had arrived; they become what they were, gifts of the house. Where history was forgotten
 * before it was folded, one entry a line makes up for it.
 */
export async function addAccounting(untyped: Kysely<unknown>, _: Columns, dialect: Dialect): Promise<void> {
  const db = untyped as Kysely<ProjectionTables>
  await untyped.schema
    .alterTable('operations')
    .addColumn('line', 'varchar(190)', (column) => column.notNull().defaultTo(''))
    .execute()
  await untyped.schema
    .alterTable('operations')
    .addColumn('category', 'varchar(32)', (column) => column.notNull().defaultTo(''))
    .execute()
  await untyped.schema
    .createTable('operation_totals')
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('line', 'varchar(190)', (column) => column.notNull())
    .addColumn('asset', 'varchar(32)', (column) => column.notNull())
    .addColumn('code', 'integer', (column) => column.notNull())
    .addColumn('reference_type', 'varchar(16)', (column) => column.notNull())
    .addColumn('category', 'varchar(32)', (column) => column.notNull())
    .addColumn('debit', decimalColumn, (column) => column.notNull())
    .addColumn('credit', decimalColumn, (column) => column.notNull())
    .addPrimaryKeyConstraint('operation_totals_key', [
      'line',
      'asset',
      'code',
      'day',
      'reference_type',
      'category',
    ])
    .execute()
  await nameLines(db)
  await makeUpForForgotten(db, dialect)
  await totalWhatIsThere(db, dialect)
  await untyped.schema.createIndex('operations_made_at').on('operations').columns(['made_at']).execute()
  await untyped.schema.createIndex('operations_line').on('operations').columns(['line', 'made_at']).execute()
}

async function nameLines(db: Kysely<ProjectionTables>): Promise<void> {
  await db
    .updateTable('operations')
    .set({ code: sql`code + 300`, line: house.adjustments, category: 'misc' })
    .where('reference_type', '=', 'Adjustment')
    .where('code', '<', 200)
    .execute()
  const lines = [
    [100, house.custody],
    [300, house.feeIncome],
  ] as const
  for (const [from, line] of lines) {
    await db
      .updateTable('operations')
      .set({ line })
      .where('line', '=', '')
      .where('code', '>=', from)
      .where('code', '<', from + 100)
      .execute()
  }
  await db
    .updateTable('operations')
    .set({ line: sql`account` })
    .where('line', '=', '')
    .execute()
}

async function makeUpForForgotten(db: Kysely<ProjectionTables>, dialect: Dialect): Promise<void> {
  const booked = await db
    .selectFrom('operations')
    .select(['line', 'asset', 'code', sql<string>`sum(credit) - sum(debit)`.as('sum')])
    .groupBy(['line', 'asset', 'code'])
    .execute()
  const sums = new Map(booked.map(({ line, asset, code, sum }) => [`${line}/${asset}/${code}`, sumOf(sum)]))
  const accounts = await db
    .selectFrom('accounts')
    .innerJoin('assets', 'assets.asset', 'accounts.asset')
    .select(['account', 'accounts.asset', 'type', 'posted', 'held'])
    .orderBy('account')
    .execute()
  const last = await db
    .selectFrom('operations')
    .select(sql<number>`max(made_at)`.as('at'))
    .executeTakeFirst()
  const position = await readPosition(db)
  const { sequence, lastOperation } = position
  const rows: OperationRow[] = []
  for (const { account, asset, type, posted, held } of accounts) {
    const line = { account, posted: sumOf(posted), held: sumOf(held) }
    for (const { codes, sum } of bookSumsOf(line, type as AssetType)) {
      const { code } = codes[0]!
      const missing = sum - (sums.get(`${account}/${asset}/${code}`) ?? 0n)
      // The house's own lines were never forgotten.
      if (codes.length > 1 || missing === 0n) continue
      rows.push({
        id: lastOperation + rows.length + 1,
        sequence,
        code,
        asset,
        line: account,
        account: code < 200 ? null : account,
        reference_type: 'CompactOrders',
        reference_id: 'forgotten',
        category: '',
        debit: decimalFromAmount(missing < 0n ? -missing : 0n),
        credit: decimalFromAmount(missing > 0n ? missing : 0n),
        made_at: last?.at ?? 0,
      })
    }
  }
  if (rows.length === 0) return
  await insertMany(db, dialect, { table: 'operations', rows }).execute()
  await writePosition(db, dialect, { ...position, lastOperation: lastOperation + rows.length })
}

/** In pages: a year of operations does not fit into memory at once. */
async function totalWhatIsThere(db: Kysely<ProjectionTables>, dialect: Dialect): Promise<void> {
  for (let after = -1; ;) {
    const rows = await db
      .selectFrom('operations')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(10_000)
      .execute()
    if (rows.length === 0) return
    await addTotals(db, dialect, totalsOf(rows))
    after = rows.at(-1)!.id
  }
}
