import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql as raw, type Kysely } from 'kysely'
import type { AccountId, Sequence, TimeMs } from '../../../core/units/index.ts'
import { amountFromDecimal, decimalFromAmount, Fault } from '../../../core/units/index.ts'
import { openPglite, type Sql } from '../../../platform/sql/index.ts'
import type { Engine, Published } from '../index.ts'
import { createDefinitions } from './definitions.ts'
import { projectedPosition, startProjector, type ProjectionTables, type Projector } from './index.ts'
import { alice, bob, btc, openScene, quiet, seeded, tradeAtRandom, usd, type Scene } from './scene.ts'
import { writeBatch } from './write-batch.ts'

let sql: Sql
let db: Kysely<ProjectionTables>
before(async () => {
  sql = await openPglite(undefined)
  db = sql.database<ProjectionTables>('peatio')
  await projectedPosition(sql)
})
after(() => sql.close())

const tables = [
  'orders',
  'trades',
  'accounts',
  'operations',
  'assets',
  'markets',
  'projection_position',
] as const
const empty = async () => {
  for (const table of tables) await db.deleteFrom(table).execute()
}

async function settle(scene: Scene, projector: Projector): Promise<void> {
  await projector.reached(scene.engine.sequence())
  await projector.stop()
}

/** Everything the tables hold, for comparing two of them. */
async function dump() {
  return {
    orders: await db.selectFrom('orders').selectAll().orderBy('id').execute(),
    trades: await db.selectFrom('trades').selectAll().orderBy('id').execute(),
    accounts: await db.selectFrom('accounts').selectAll().orderBy('account').orderBy('asset').execute(),
    operations: await db.selectFrom('operations').selectAll().orderBy('id').execute(),
    position: await db.selectFrom('projection_position').selectAll().execute(),
  }
}

test('SQL shows what the engine knows: orders, trades, balances, and books that agree with them', async () => {
  const seed = 20_261_122
  await empty()
  const scene = await openScene()
  const projector = await startProjector(
    { engine: scene.engine, sql, log: quiet() },
    { lingerMs: 1, batchMax: 40 },
  )
  const published: Published[] = []
  const unsubscribe = await scene.engine.subscribe(0, (records) => void published.push(...records))
  await tradeAtRandom(scene, seeded(seed), 400)
  await settle(scene, projector)
  unsubscribe()

  const rows = await dump()
  const last = new Map(
    published.flatMap(({ touched }) => touched.orders.map((order) => [order.order, order])),
  )
  assert.equal(rows.orders.length, last.size, `seed ${seed}`)
  for (const row of rows.orders) {
    const order = last.get(row.id as never)!
    const lotSum = (text: string) => Number(amountFromDecimal(text)! / 10n ** 14n)
    assert.deepEqual(
      [row.status, lotSum(row.quantity), lotSum(row.filled), row.trades_count, row.updated_at, row.uuid],
      [order.status, order.quantity, order.filled, order.tradesCount, order.updatedAt, order.uuid],
    )
    assert.equal(amountFromDecimal(row.held), order.held)
    assert.equal(amountFromDecimal(row.filled_quote), order.filledQuote)
  }
  const trades = published.flatMap(({ events }) => events.filter((event) => event.kind === 'trade'))
  assert.deepEqual(
    rows.trades.map(({ id }) => id),
    trades.map(({ trade }) => trade),
  )
  assert.ok(trades.length > 50, 'the stream trades')

  for (const account of [alice, bob]) {
    const { result } = await scene.engine.read({ kind: 'balances', account })
    for (const { asset, posted, held } of result) {
      const row = rows.accounts.find((each) => each.account === account && each.asset === asset)!
      assert.deepEqual(
        [row.posted, row.held].map((text) => amountFromDecimal(text)),
        [posted, held],
      )
      assert.equal(await booked(account, asset, [201, 202]), decimalFromAmount(posted - held))
      assert.equal(await booked(account, asset, [211, 212]), decimalFromAmount(held))
    }
  }
  for (const asset of [btc, usd]) {
    const income = rows.accounts.find((each) => each.account === 'house:fee_income' && each.asset === asset)!
    assert.equal(await booked(null, asset, [301, 302]), decimalFromAmount(amountFromDecimal(income.posted)!))
    assert.equal(await booked(null, asset, [101, 102]), asset === btc ? '2000.0' : '2000000.0')
  }
  await scene.close()
})

/** Sum of credits less debits in these codes, of one account or all. */
async function booked(account: AccountId | null, asset: string, codes: number[]): Promise<string> {
  const row = await db
    .selectFrom('operations')
    .select(raw<string>`coalesce(sum(credit) - sum(debit), 0)`.as('sum'))
    .where('asset', '=', asset)
    .where('code', 'in', codes)
    .$if(account !== null, (query) => query.where('account', '=', account))
    .executeTakeFirstOrThrow()
  return decimalFromAmount(amountFromDecimal(row.sum)!)
}

test('the books of every record balance: what assets gain, liabilities and revenues gain', async () => {
  const unbalanced = await raw<{ sequence: number }>`
    select sequence from peatio.operations group by sequence, asset
    having sum(case when code < 200 then credit - debit else debit - credit end) <> 0`.execute(db)
  assert.deepEqual(unbalanced.rows, [])
})

test('a projector that is replaced again and again writes the same as one that never was', async () => {
  const seed = 4_711
  await empty()
  const scene = await openScene()
  await tradeAtRandom(scene, seeded(seed), 120)
  const steady = await startProjector({ engine: scene.engine, sql, log: quiet() })
  await settle(scene, steady)
  const expected = await dump()

  await empty()
  let position = 0
  while (position < scene.engine.sequence()) {
    const projector = await startProjector({ engine: scene.engine, sql, log: quiet() }, { batchMax: 7 })
    await projector.reached(Math.min(position + 20, scene.engine.sequence()) as Sequence)
    await projector.stop()
    position = await projectedPosition(sql)
    assert.equal(position, projector.position())
  }
  assert.deepEqual(await dump(), expected, `seed ${seed}`)
  await scene.close()
})

/** A database that fails as told: `fails(n)` says whether the n-th write of a position does. */
function failing(fails: (write: number) => boolean): Sql {
  let writes = 0
  return {
    ...sql,
    database: <Tables>(schema: string) =>
      sql.database<Tables>(schema).withPlugin({
        transformQuery({ node }) {
          const into = node.kind === 'InsertQueryNode' ? node.into?.table.identifier.name : undefined
          if (into === 'projection_position' && fails((writes += 1)))
            throw new Error('the database went away')
          return node
        },
        transformResult: ({ result }) => Promise.resolve(result),
      }),
  }
}

test('a batch that fails half way leaves nothing and is written again, once', async () => {
  await empty()
  const scene = await openScene()
  await tradeAtRandom(scene, seeded(99), 60)
  await settle(scene, await startProjector({ engine: scene.engine, sql, log: quiet() }))
  const expected = await dump()

  await empty()
  const flaky = failing((write) => write % 3 !== 0)
  const options = { batchMax: 10, backoffMs: [1] }
  await settle(scene, await startProjector({ engine: scene.engine, sql: flaky, log: quiet() }, options))
  assert.deepEqual(await dump(), expected)
  await scene.close()
})

test('a database that stays away does not keep the projector from stopping', async () => {
  await empty()
  let tried = () => undefined as void
  const once = new Promise<void>((resolve) => (tried = resolve))
  const away = failing(() => (tried(), true))
  const engine = scripted([record(1)], 1)
  const options = { lingerMs: 1, backoffMs: [30_000] }
  const projector = await startProjector({ engine, sql: away, log: quiet() }, options)
  await once
  await projector.stop()
  assert.equal(await projectedPosition(sql), 0)
  await assert.rejects(projector.reached(1 as Sequence), { code: 'projection_halted' })
})

test('a batch whose commit was answered by silence has no second effect', async () => {
  await empty()
  const scene = await openScene()
  await scene.place(alice, { side: 'sell', price: 10_000, quantity: 10_000 })
  await scene.place(bob, { side: 'buy', price: 10_000, quantity: 4_000 })
  const records: Published[] = []
  const unsubscribe = await scene.engine.subscribe(0, (each) => void records.push(...each))
  while (records.length < scene.engine.sequence()) await new Promise((resolve) => setImmediate(resolve))
  unsubscribe()
  const definitions = createDefinitions((await scene.engine.read({ kind: 'definitions' })).result)
  await writeBatch(db, 'pglite', { records, definitions })
  const once = await dump()
  await writeBatch(db, 'pglite', { records, definitions })
  await writeBatch(db, 'pglite', { records: records.slice(3), definitions })
  assert.deepEqual(await dump(), once)
  await scene.close()
})

/** An engine that publishes what the test says, and knows no more. */
function scripted(records: Published[], last: number): Engine {
  const definitions = { assets: [], markets: [], fees: [] }
  return {
    submit: () => Promise.reject(new Fault('engine_stopped')),
    full: () => false,
    read: () => Promise.resolve({ sequence: last, result: definitions } as never),
    sequence: () => last as Sequence,
    subscribe: async (_after, consumer) => (await consumer(records), () => undefined),
    close: async () => undefined,
  }
}
const record = (sequence: number): Published => ({
  sequence: sequence as Sequence,
  at: sequence as TimeMs,
  key: `${sequence}`,
  kind: 'cancel_orders',
  rejection: null,
  events: [],
  touched: { orders: [], balances: [], levels: [] },
})

test('a missing record stops the projection loudly, and readers are refused rather than misled', async () => {
  await empty()
  const faults: string[] = []
  const options = { halted: (fault: Fault) => void faults.push(fault.code) }
  const engine = scripted([record(1), record(3)], 3)
  const projector = await startProjector({ engine, sql, log: quiet() }, options)
  assert.deepEqual(faults, ['projection_gap'])
  await assert.rejects(projector.reached(3 as Sequence), { code: 'projection_halted' })
  await projector.stop()
  assert.ok((await projectedPosition(sql)) < 3)
})

test('a journal that ends before SQL is not its journal', async () => {
  await empty()
  const first = await startProjector({ engine: scripted([record(1), record(2)], 2), sql, log: quiet() })
  await first.reached(2 as Sequence)
  await first.stop()
  const shorter = startProjector({ engine: scripted([], 1), sql, log: quiet() })
  await assert.rejects(shorter, { code: 'projection_ahead_of_journal' })
})

test('a reader does not wait for a batch to gather', async () => {
  await empty()
  const engine = scripted([record(1)], 1)
  const projector = await startProjector({ engine, sql, log: quiet() }, { lingerMs: 30_000 })
  await projector.reached(1 as Sequence)
  assert.equal(projector.position(), 1)
  await projector.stop()
})

test('a reader who waits too long is told so', async () => {
  await empty()
  const engine = scripted([record(1)], 1)
  const projector = await startProjector({ engine, sql, log: quiet() }, { waitMsMax: 5 })
  await assert.rejects(projector.reached(2 as Sequence), { code: 'projection_late' })
  await projector.stop()
})

test('the largest sums keep every digit', async () => {
  await empty()
  const scene = await openScene()
  const projector = await startProjector({ engine: scene.engine, sql, log: quiet() })
  const carol = 'IDCAROL' as AccountId
  const sum = amountFromDecimal('99999999999999999.123456789012345678')!
  await scene.submit({ kind: 'credit_deposit', account: carol, asset: btc, sum, reference: 'TIDLARGE' })
  await settle(scene, projector)
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('account', '=', carol)
    .executeTakeFirstOrThrow()
  assert.equal(amountFromDecimal(row.posted), sum)
  assert.equal(await booked(carol, btc, [202]), '99999999999999999.123456789012345678')
  await scene.close()
})
