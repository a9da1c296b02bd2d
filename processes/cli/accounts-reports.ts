import { Fault } from '../../core/units/index.ts'
import { csvText } from '../../platform/http/index.ts'
import { join } from 'node:path'
import { projectedPosition } from '../../peatio/engine/projector/index.ts'
import {
  accountLedger,
  accountLedgerTable,
  balanceSheet,
  balanceSheetTable,
  incomeStatement,
  incomeStatementTable,
  readBooks,
  trialBalance,
  trialBalanceTable,
  userStatement,
  userStatementTable,
  type BooksDb,
  type Table,
} from '../../peatio/ledger/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import { readConfig } from '../config.ts'
import { momentOf, oneOfOption, wanted, wholeNumberOf, type Options } from './accounts-options.ts'

export type ReportKind = { usage: string; make(options: Options): (db: BooksDb) => Promise<Made> }
type Made = { report: object; table: Table }

const formats = ['json', 'csv'] as const

/** A report and its sheet, made together. */
const kind = <Report extends object>(
  usage: string,
  tableOf: (report: Report) => Table,
  make: (options: Options) => (db: BooksDb) => Promise<Report>,
): ReportKind => ({
  usage: `accounts ${usage} [--format json|csv]`,
  make(options) {
    const read = make(options)
    return async (db) => {
      const report = await read(db)
      return { report, table: tableOf(report) }
    }
  },
})

const period = (options: Options) => ({
  from: momentOf(options, 'from', null),
  to: momentOf(options, 'to', Date.now() + 1),
})

export const reports: Readonly<Record<string, ReportKind>> = {
  'trial-balance': kind('trial-balance [--at MOMENT] [--asset CODE]', trialBalanceTable, (options) => {
    const asked = { at: momentOf(options, 'at', Date.now()), asset: options.get('asset') }
    return (db) => trialBalance(db, asked)
  }),
  'balance-sheet': kind('balance-sheet [--at MOMENT] [--asset CODE]', balanceSheetTable, (options) => {
    const asked = { at: momentOf(options, 'at', Date.now()), asset: options.get('asset') }
    return (db) => balanceSheet(db, asked)
  }),
  income: kind('income [--from MOMENT] [--to MOMENT] [--asset CODE]', incomeStatementTable, (options) => {
    const asked = { ...period(options), asset: options.get('asset') }
    return (db) => incomeStatement(db, asked)
  }),
  ledger: kind(
    'ledger --account LINE --asset CODE --code 202 [--from MOMENT] [--to MOMENT] [--limit N]',
    accountLedgerTable,
    (options) => {
      const asked = {
        ...period(options),
        line: wanted(options, 'account'),
        asset: wanted(options, 'asset'),
        code: wholeNumberOf(options, 'code', NaN),
        limit: wholeNumberOf(options, 'limit', 10_000),
      }
      return (db) => accountLedger(db, asked)
    },
  ),
  statement: kind(
    'statement --uid UID [--asset CODE] [--from MOMENT] [--to MOMENT] [--limit N]',
    userStatementTable,
    (options) => {
      const asked = {
        ...period(options),
        uid: wanted(options, 'uid'),
        asset: options.get('asset'),
        limit: wholeNumberOf(options, 'limit', 10_000),
      }
      return (db) => userStatement(db, asked)
    },
  ),
}

/** Reads the projection of a stopped exchange; its database has one owner. */
export async function printReport(
  report: ReportKind,
  options: Options,
  say: (line: string) => void,
): Promise<number> {
  const format = options.has('format') ? oneOfOption(options, 'format', formats) : 'json'
  const make = report.make(options)
  const sql = await openPglite(join(readConfig(process.env).dataDirectory, 'sql'))
  try {
    await projectedPosition(sql)
    const { sequence, report: made, table } = await readBooks(sql, make)
    if (format === 'csv' && table.truncated) {
      const detail = 'there are more entries than --limit: a larger one, or a shorter period'
      throw new Fault('sheet_exceeds_limit', { detail })
    }
    const csv = () => csvText(table.head, table.rows).trimEnd()
    say(format === 'csv' ? csv() : JSON.stringify({ sequence, ...made }, null, 2))
    return 0
  } finally {
    await sql.close()
  }
}
