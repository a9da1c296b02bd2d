import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kysely } from 'kysely'
import type { Command } from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { openPglite } from '../../../platform/sql/index.ts'
import { booksThatDiffer } from './books-that-differ.ts'
import { projectionMigrations, startProjector, type ProjectionTables } from './index.ts'
import { alice, bob, btc, openScene, quiet, seeded, tradeAtRandom, usd, whole } from './scene.ts'

const approvedBy: [string, string] = ['IDGRACE', 'IDALAN']
const signed = { reason: 'why', reference: 'R1', approvedBy }

/** Everything that an accountant may have to explain. */
const accounting: Command[] = [
  { kind: 'set_adjustment_cap', asset: usd, sum: whole(500), approvedBy },
  { kind: 'fund_house', source: 'custody', asset: usd, sum: whole(2_000), category: 'investment', ...signed },
  {
    kind: 'fund_house',
    source: 'custody',
    asset: usd,
    sum: 0n - whole(100),
    category: 'investment',
    ...signed,
  },
  {
    kind: 'adjust_balance',
    account: alice,
    asset: usd,
    sum: whole(300),
    category: 'compensation',
    ...signed,
  },
  { kind: 'adjust_balance', account: bob, asset: usd, sum: 0n - whole(20), ...signed },
  { kind: 'record_expense', asset: usd, sum: whole(30), category: 'bank_fees', ...signed },
  {
    kind: 'record_expense',
    asset: btc,
    sum: whole(1),
    category: 'network_fees',
    ...signed,
    approvedBy: null,
  },
  { kind: 'credit_deposit', account: house.suspense, asset: btc, sum: whole(9), reference: 'TID9' },
  { kind: 'resolve_suspense', to: bob, asset: btc, sum: whole(5), ...signed },
  { kind: 'resolve_suspense', to: house.custody, asset: btc, sum: whole(3), ...signed },
  {
    kind: 'transfer_funds',
    from: alice,
    to: bob,
    asset: btc,
    sum: whole(7),
    category: 'airdrop',
    reference: 'T1',
  },
  ...['W1', 'W2'].map((withdrawal): Command => ({
    kind: 'hold_withdrawal',
    withdrawal,
    account: bob,
    asset: usd,
    sum: whole(50),
    fee: whole(2),
  })),
  { kind: 'complete_withdrawal', withdrawal: 'W1', reference: '0xfeed' },
  { kind: 'release_withdrawal', withdrawal: 'W2', reason: 'no' },
  { kind: 'hold_withdrawal', withdrawal: 'W3', account: bob, asset: usd, sum: whole(11), fee: whole(1) },
  { kind: 'fund_house', source: 'fee_income', asset: usd, sum: whole(2), category: 'misc', ...signed },
  { kind: 'set_withdrawals', allowed: false, reason: 'why', by: 'IDGRACE' },
]

test('every event of the books adds up: by line, by record, by day, and in the whole', async () => {
  const sql = await openPglite(undefined)
  const scene = await openScene(seeded(3))
  const projector = await startProjector(
    { engine: scene.engine, sql, log: quiet() },
    { lingerMs: 1, batchMax: 9 },
  )
  await tradeAtRandom(scene, seeded(3), 120)
  for (const command of accounting) assert.equal((await scene.submit(command)).rejection, null, command.kind)
  await tradeAtRandom(scene, seeded(4), 60)
  await projector.reached(scene.engine.sequence())
  await projector.stop()
  const db = sql.database<ProjectionTables>('peatio')
  assert.deepEqual(await booksThatDiffer(db), [])
  const rows = await db.selectFrom('operations').selectAll().execute()
  const byRecord = new Map<string, number>()
  for (const { sequence, asset, code, credit, debit } of rows) {
    const key = `${sequence}/${asset}`
    const sign = code < 200 || code >= 400 ? 1 : -1
    byRecord.set(key, (byRecord.get(key) ?? 0) + sign * (Number(credit) - Number(debit)))
  }
  for (const [key, sum] of byRecord) assert.ok(Math.abs(sum) < 1e-6, `${key}: ${sum}`)
  const kinds = new Set(rows.map(({ reference_type: type, category }) => `${type}/${category}`))
  for (const kind of [
    'Adjustment/compensation',
    'Adjustment/network_fees',
    'InternalTransfer/airdrop',
    'Withdraw/',
  ])
    assert.ok(kinds.has(kind), kind)
  assert.ok(rows.every(({ line, account }) => line !== '' && (account === null || account !== '')))
  await sql.close()
  await scene.close()
})

/** The first four migrations only: a database of the version before. */
const before = Object.fromEntries(
  Object.entries(projectionMigrations).filter(([name]) => name < 'projector-0005'),
)

test('a database of the version before learns its lines, and makes up for history that was forgotten', async () => {
  const sql = await openPglite(undefined)
  await sql.migrate('peatio', before)
  const db: Kysely<ProjectionTables> = sql.database<ProjectionTables>('peatio')
  await db
    .insertInto('assets')
    .values({ asset: 'btc', type: 'coin', precision_digits: 8, defined_at: 1 })
    .execute()
  const line = (account: string, posted: number, held = 0) => ({
    account,
    asset: 'btc',
    posted: `${posted}`,
    held: `${held}`,
  })
  // Alice was given 10 as a correction and deposited 5; Bob deposited 20. They traded 4, of which 1 was forgotten.
  await db
    .insertInto('accounts')
    .values([line(alice, 19, 2), line(bob, 16), line(house.custody, -25), line(house.adjustments, -10)])
    .execute()
  const old = (
    id: number,
    code: number,
    account: AccountId | null,
    sum: number,
    [type, reference]: [string, string],
  ) => ({
    id,
    sequence: id,
    code,
    asset: 'btc',
    account,
    reference_type: type,
    reference_id: reference,
    debit: sum < 0 ? `${-sum}` : '0',
    credit: sum > 0 ? `${sum}` : '0',
    made_at: 1_700_000_000_000 + id,
  })
  const rows = [
    old(1, 102, null, 10, ['Adjustment', 'gift']),
    old(2, 202, alice, 10, ['Adjustment', 'gift']),
    old(3, 102, null, 5, ['Deposit', 'T1']),
    old(4, 202, alice, 5, ['Deposit', 'T1']),
    old(5, 102, null, 20, ['Deposit', 'T2']),
    old(6, 202, bob, 20, ['Deposit', 'T2']),
    old(7, 202, alice, -2, ['Order', '1']),
    old(8, 212, alice, 2, ['Order', '1']),
    old(9, 202, bob, -3, ['Trade', '1']),
    old(10, 202, alice, 3, ['Trade', '1']),
  ]
  await db
    .insertInto('operations')
    .values(rows as never)
    .execute()
  await db.insertInto('projection_position').values({ id: 1, sequence: 10, last_operation: 10 }).execute()
  await sql.migrate('peatio', projectionMigrations)
  assert.deepEqual(await booksThatDiffer(db), [])
  const made = await db
    .selectFrom('operations')
    .select(['id', 'line', 'debit', 'credit'])
    .where('id', '>', 10)
    .execute()
  assert.deepEqual(
    made
      .map(({ id, line: each, debit, credit }) => [id, each, Number(credit) - Number(debit)])
      .sort((a, b) => +a[0]! - +b[0]!),
    [
      [11, alice, 1],
      [12, bob, -1],
    ],
  )
  const { last_operation: last } = await db
    .selectFrom('projection_position')
    .selectAll()
    .executeTakeFirstOrThrow()
  assert.equal(last, 12, 'the next operation has an id of its own')
  await sql.close()
})
