import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { house } from '../../../core/ledger/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import {
  sumOf,
  sumOperations,
  type OperationRow,
  type ProjectionTables,
} from '../../engine/projector/index.ts'
import { bob, btc, fillBooks, openScene, usd, type Scene } from '../scene.ts'
import { accountLedger } from './account-ledger.ts'
import { balanceSheet } from './balance-sheet.ts'
import { readBooks, type BooksDb } from './books.ts'
import { csvCell, csvText } from '../../../platform/http/index.ts'
import { incomeStatement, incomeStatementTable } from './income-statement.ts'
import { trialBalance } from './trial-balance.ts'
import { userStatement, userStatementTable } from './user-statement.ts'

let scene: Scene
let rows: OperationRow[]
before(async () => {
  scene = await openScene()
  await fillBooks(scene)
  rows = await scene.sql
    .database<ProjectionTables>('peatio')
    .selectFrom('operations')
    .selectAll()
    .orderBy('id')
    .execute()
})
after(() => scene.close())
const read = <Report extends object>(make: (db: BooksDb) => Promise<Report>) => readBooks(scene.sql, make)
const moments = () => [...new Set(rows.map(({ made_at }) => made_at))]

/** The reports' naive twin: every operation, added up again. */
function addUp(from: number, to: number, by: (row: OperationRow) => string): Record<string, string> {
  const sums: Record<string, bigint> = {}
  for (const row of rows) {
    if (row.made_at < from || row.made_at >= to) continue
    sums[by(row)] = (sums[by(row)] ?? 0n) + sumOf(row.credit) - sumOf(row.debit)
  }
  return Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, decimalFromAmount(sum)]))
}

test('days and parts of days add up to what every operation adds up to, for all periods', async () => {
  const seen = moments()
  assert.ok(new Set(seen.map((at) => Math.floor(at / 86_400_000))).size > 3, 'the books span days')
  const midnight = Math.ceil(seen[0]! / 86_400_000) * 86_400_000
  const edges = [...seen, ...seen.map((at) => at + 1), midnight, midnight + 86_400_000, midnight - 1]
  for (const from of [null, ...edges]) {
    for (const to of edges.filter((edge) => edge >= (from ?? 0)).slice(0, 12)) {
      const by = ['line', 'asset', 'code'] as const
      const found = await read((db) => sumOperations(db, { from, to }, { by }).then((sums) => ({ sums })))
      const told = Object.fromEntries(
        found.sums.map((sum) => [
          `${sum.line}/${sum.asset}/${sum.code}`,
          decimalFromAmount(sum.credit - sum.debit),
        ]),
      )
      const expected = addUp(from ?? 0, to, (row) => `${row.line}/${row.asset}/${row.code}`)
      assert.deepEqual(told, expected, `${from} to ${to}`)
    }
  }
})

test('at every moment debits are credits, and assets are liabilities and own funds', async () => {
  for (const at of moments()) {
    const balance = await read((db) => trialBalance(db, { at }))
    assert.ok(balance.rows.length > 0 && balance.totals.every(({ balanced }) => balanced), String(at))
    const sheet = await read((db) => balanceSheet(db, { at }))
    assert.ok(sheet.rows.length > 0 && sheet.rows.every(({ balanced }) => balanced), String(at))
  }
})

test('the last balance sheet is what the engine has', async () => {
  const { rows: sheets, sequence } = await read((db) => balanceSheet(db, { at: scene.now() }))
  assert.equal(sequence, scene.engine.sequence())
  const query = { kind: 'balances_page', from: 0, limit: 10_000 } as const
  const result = (await scene.engine.read(query)).result.lines
  const posted = (account: string, asset: string) =>
    result.find((line) => line.account === account && line.asset === asset)?.posted ?? 0n
  for (const sheet of sheets) {
    const users = result.filter(
      ({ account, asset }) => asset === sheet.currency && !account.startsWith('house:'),
    )
    const held = users.reduce((sum, line) => sum + line.held, 0n)
    const owed = users.reduce((sum, line) => sum + line.posted, 0n)
    assert.deepEqual(
      [
        sheet.assets,
        sheet.user_funds,
        sheet.user_funds_held,
        sheet.suspense,
        sheet.fee_income,
        sheet.adjustments,
        sheet.expenses,
      ],
      [
        -posted(house.custody, sheet.currency),
        owed - held,
        held,
        posted(house.suspense, sheet.currency),
        posted(house.feeIncome, sheet.currency),
        posted(house.adjustments, sheet.currency),
        posted(house.expenses, sheet.currency),
      ].map(decimalFromAmount),
    )
  }
})

test('the income statement tells fees from capital, and costs from gifts', async () => {
  const statement = await read((db) => incomeStatement(db, { from: null, to: scene.now() + 1, asset: usd }))
  assert.deepEqual(
    statement.rows.map(({ class: kind, source, category, sum }) => [kind, source, category, sum]),
    [
      ['revenue', 'adjustment', 'investment', '400.0'],
      ['revenue', 'trade', '', '0.01'],
      ['revenue', 'withdraw', '', '2.0'],
      ['expense', 'adjustment', 'bank_fees', '5.0'],
      ['expense', 'adjustment', 'compensation', '30.0'],
      ['expense', 'adjustment', 'misc', '-4.0'],
    ],
  )
  assert.deepEqual(statement.net, [{ currency: usd, revenue: '402.01', expense: '31.0', net: '371.01' }])
  const before = await read((db) => incomeStatement(db, { from: null, to: moments()[0]!, asset: usd }))
  assert.deepEqual(before.rows, [])
})

test('the ledger of an account runs from its opening to its closing balance, whatever the page', async () => {
  const [, second, , fourth] = moments()
  const about = { line: bob as string, asset: usd as string, code: 201, limit: 100 }
  const all = await read((db) => accountLedger(db, { ...about, from: null, to: scene.now() + 1 }))
  assert.equal(all.opening, '0.0')
  assert.equal(all.entries.at(-1)!.balance, all.closing)
  const some = await read((db) => accountLedger(db, { ...about, from: second!, to: fourth! }))
  const first = all.entries.find(({ at }) => at >= second!)!
  assert.deepEqual(some.entries[0], first)
  const cut = await read((db) => accountLedger(db, { ...about, from: null, to: scene.now() + 1, limit: 2 }))
  assert.deepEqual([cut.entries, cut.truncated, all.truncated], [all.entries.slice(0, 2), true, false])
})

test('an asset grows by debit in the ledger of custody', async () => {
  const about = { line: house.custody as string, asset: btc as string, code: 102, limit: 100, from: null }
  const { entries } = await read((db) => accountLedger(db, { ...about, to: scene.now() + 1 }))
  assert.deepEqual(
    entries.map(({ debit, credit, balance }) => [debit, credit, balance]),
    [
      ['10.0', '0.0', '10.0'],
      ['3.0', '0.0', '13.0'],
    ],
  )
})

test('a statement tells every change of what a user owns, and ends with what he has', async () => {
  const statement = await read((db) =>
    userStatement(db, { uid: bob, from: null, to: scene.now() + 1, limit: 1_000 }),
  )
  const { result } = await scene.engine.read({ kind: 'balances', account: bob })
  for (const { asset, posted, held } of result) {
    const line = statement.lines.find(({ currency }) => currency === asset)!
    assert.deepEqual([line.closing, line.held], [decimalFromAmount(posted), decimalFromAmount(held)])
    assert.equal(statement.entries.findLast(({ currency }) => currency === asset)!.balance, line.closing)
  }
  const bought = statement.entries.filter(
    (entry) => entry.reference_type === 'trade' && entry.currency === 'btc',
  )
  assert.deepEqual(
    bought.map(({ sum }) => sum),
    ['0.499', '0.499'],
    'a half less the taker fee, twice',
  )
})

test('a statement that is cut ends with a whole event', async () => {
  const asked = { uid: bob as string, from: null, to: scene.now() + 1 }
  const all = await read((db) => userStatement(db, { ...asked, limit: 1_000 }))
  for (let limit = 2; limit < 12; limit++) {
    const cut = await read((db) => userStatement(db, { ...asked, limit }))
    assert.ok(cut.truncated)
    assert.deepEqual(cut.entries, all.entries.slice(0, cut.entries.length))
  }
})

test('a sheet keeps numbers as numbers, and runs nobody’s formula', async () => {
  assert.equal(csvCell({ sum: '-5.0' }), '-5.0')
  for (const evil of ['=1+1', '+1', '-1', '@sum', '\t=1', '＝1', ' =1']) {
    assert.equal(csvCell(evil), `"'${evil}"`)
  }
  assert.equal(csvCell('a,"b"\n'), '"a,""b""\n"')
  const { head, rows: cells } = userStatementTable(
    await read((db) => userStatement(db, { uid: bob, from: null, to: scene.now() + 1, limit: 1_000 })),
  )
  const text = csvText(head, cells)
  assert.match(text, /,adjustment,"'=1\+1",misc,-4\.0,0\.0,/)
  assert.doesNotMatch(text, /,[=+@]/)
  const income = incomeStatementTable(
    await read((db) => incomeStatement(db, { from: null, to: scene.now() + 1, asset: usd })),
  )
  assert.match(csvText(income.head, income.rows), /^usd,expense,adjustment,misc,-4\.0\r$/m)
})
