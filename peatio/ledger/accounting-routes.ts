import type { FastifyInstance } from 'fastify'
import {
  getAccountLedger,
  getBalanceSheet,
  getIncomeStatement,
  getTrialBalance,
  getUserStatement,
  listAssetOperations,
  listExpenseOperations,
  listLiabilityOperations,
  listRevenueOperations,
  type Claims,
} from '../../contract/index.ts'
import type { Sequence } from '../../core/units/index.ts'
import {
  csvHeaders,
  csvText,
  mount,
  refuse,
  type Refusal,
  type Reply,
  type Verify,
} from '../../platform/http/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import { admitAble, sheeted } from '../admin/index.ts'
import type { Engine } from '../engine/index.ts'
import { listOperationsHandler, operationColumns } from './list-operations.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { accountLedger, accountLedgerTable } from './reports/account-ledger.ts'
import { balanceSheet, balanceSheetTable } from './reports/balance-sheet.ts'
import { readBooks, type BooksDb } from './reports/books.ts'
import { incomeStatement, incomeStatementTable } from './reports/income-statement.ts'
import type { Table } from './reports/table.ts'
import { trialBalance, trialBalanceTable } from './reports/trial-balance.ts'
import { userStatement, userStatementTable } from './reports/user-statement.ts'

export type AccountingDeps = {
  sql: Sql
  engine: Pick<Engine, 'read' | 'sequence'>
  /** Whether somebody has this uid. */
  hasUser(uid: string): Promise<boolean>
  projector: { reached(sequence: Sequence | 0): Promise<void> }
  verify: Verify<Claims>
  clock: () => number
}

const prefix = '/api/v2/peatio'

/** Mounts the books of `admin`: entries by class as the reference has them, and our reports. */
export function accountingRoutes(app: FastifyInstance, deps: AccountingDeps): void {
  const { verify, clock } = deps
  const classes = [
    [listAssetOperations, 'asset', 'Operations::Asset'],
    [listLiabilityOperations, 'liability', 'Operations::Liability'],
    [listExpenseOperations, 'expense', 'Operations::Expense'],
    [listRevenueOperations, 'revenue', 'Operations::Revenue'],
  ] as const
  for (const [endpoint, accountClass, model] of classes) {
    const handle = sheeted(operationColumns, listOperationsHandler(deps, accountClass), 'books')
    mount(app, prefix, endpoint, { verify, admit: admitAble('read', model), handle })
  }

  // Every report tells what the house has earned.
  const may = { verify, admit: admitAble('read', 'Operations::Revenue') }
  const report = createReport(deps)
  const now = (last: number) => Math.max(clock(), last)
  mount(app, prefix, getTrialBalance, {
    ...may,
    handle: ({ params: { at, currency: asset, format } }) =>
      report({ format, currency: asset }, trialBalanceTable, (db, last) =>
        trialBalance(db, { at: at ?? now(last), asset }),
      ),
  })
  mount(app, prefix, getBalanceSheet, {
    ...may,
    handle: ({ params: { at, currency: asset, format } }) =>
      report({ format, currency: asset }, balanceSheetTable, (db, last) =>
        balanceSheet(db, { at: at ?? now(last), asset }),
      ),
  })
  mount(app, prefix, getIncomeStatement, {
    ...may,
    handle: ({ params: { from = null, to, currency: asset, format } }) =>
      report({ format, currency: asset }, incomeStatementTable, (db, last) =>
        incomeStatement(db, { from, to: to ?? now(last) + 1, asset }),
      ),
  })
  mount(app, prefix, getAccountLedger, {
    ...may,
    handle: ({ params: { account: line, currency: asset, code, from = null, to, limit, format } }) =>
      report({ format, currency: asset, uid: line }, accountLedgerTable, (db, last) =>
        accountLedger(db, { line, asset, code, from, to: to ?? now(last) + 1, limit }),
      ),
  })
  mount(app, prefix, getUserStatement, {
    ...may,
    handle: ({ params: { uid, currency: asset, from = null, to, limit, format } }) =>
      report({ format, currency: asset, uid }, userStatementTable, (db, last) =>
        userStatement(db, { uid, asset, from, to: to ?? now(last) + 1, limit }),
      ),
  })
}

type Asked = { format: 'json' | 'csv'; currency?: string | undefined; uid?: string | undefined }

/** A report of everything that was answered before it was asked for, as JSON or as a sheet. */
const createReport =
  (deps: AccountingDeps) =>
  async <Report extends object>(
    { format, ...about }: Asked,
    tableOf: (report: Report) => Table,
    make: (db: BooksDb, last: number) => Promise<Report>,
  ): Promise<Reply | Refusal> => {
    const refusal = await refuseUnknown(deps, about)
    if (refusal) return refusal
    await deps.projector.reached(deps.engine.sequence())
    const made = await readBooks(deps.sql, make)
    if (format === 'json') return { body: made }
    const { head, rows, truncated } = tableOf(made)
    if (truncated) return refuse(422, 'admin.accounting.sheet_exceeds_limit')
    return { body: csvText(head, rows), headers: csvHeaders('books') }
  }
