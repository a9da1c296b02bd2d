import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql as raw } from 'kysely'
import type { AccountId, MarketCode } from '../../../core/units/index.ts'
import { openLeader, type Published } from '../../../peatio/engine/index.ts'
import { createDefinitions } from '../../../peatio/engine/projector/definitions.ts'
import {
  findOrder,
  listOrders,
  listTrades,
  projectionMigrations,
  tradesOfOrder,
  type ProjectionTables,
} from '../../../peatio/engine/projector/index.ts'
import { writeBatch } from '../../../peatio/engine/projector/write-batch.ts'
import { createSeededStream, openingCommands, streamAccounts } from '../../../peatio/engine/seeded-stream.ts'
import {
  candleBefore,
  candlesBetween,
  latestCandles,
  writeCandles,
} from '../../../peatio/market-data/candle-store.ts'
import { marketDataMigrations, type MarketDataTables } from '../../../peatio/market-data/tables.ts'
import { insertDeposit, listByStatus, moveDeposit } from '../../../peatio/wallets/deposit-store.ts'
import { keepAddress, listAddresses } from '../../../peatio/wallets/address-store.ts'
import { walletMigrations } from '../../../peatio/wallets/index.ts'
import { walletDb } from '../../../peatio/wallets/tables.ts'
import { decimalColumn, isDuplicate, openPglite, type Sql } from '../../../platform/sql/index.ts'
import { createMemoryDisk } from '../../../platform/storage/index.ts'
import { Random } from '../random.ts'
import { Actor, Scheduler } from '../scheduler.ts'
import { Faults } from '../swarm.ts'
import { SimulatedDatabase } from './database.ts'

// The model is only worth something if it answers as a database does: everything here runs on it and on PGlite.

const seed = Number(process.env['OPEX_SEED'] ?? 20_261_126)
const scheduler = new Scheduler(new Random(seed))
const faults = new Faults(new Random(seed), {})
const parts = { scheduler, faults, random: new Random(seed), tell: () => undefined }
const model = new SimulatedDatabase(parts).connect(new Actor('test'))
let pglite: Sql
before(async () => {
  pglite = await openPglite(undefined)
  for (const migrations of [projectionMigrations, marketDataMigrations, walletMigrations]) {
    await both((sql) => sql.migrate('peatio', migrations))
  }
})
after(() => pglite.close())

/** Does the same on both; what they answer must be the same, but for zeros that end a decimal. */
async function both<Answer>(work: (sql: Sql) => Promise<Answer>): Promise<Answer> {
  const settled = { done: false }
  const modeled = work(model).finally(() => (settled.done = true))
  while (!settled.done) await scheduler.step()
  const [mine, theirs] = [await modeled, await work(pglite)]
  assert.deepEqual(plain(mine), plain(theirs))
  return mine
}

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_, each: unknown) => {
      if (typeof each === 'bigint') return String(each)
      return typeof each === 'string' && /^-?\d+\.\d+$/.test(each) ? each.replace(/\.?0+$/, '') : each
    }),
  )

function published(count: number): Published[] {
  const leader = openLeader({
    storage: createMemoryDisk(() => 0).open(),
    clock: () => 1_700_000_000_000 + 40_000 * leader.sequence,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  const stream = createSeededStream(seed)
  return [...openingCommands(), ...stream.next(count)].flatMap(
    (submission) => leader.run([submission]).published,
  )
}

const projections = (sql: Sql) => sql.database<ProjectionTables>('peatio')

test(`the projector writes the same tables, and its readers read the same from them (seed ${seed})`, async () => {
  const records = published(700)
  const random = new Random(seed, '/batches')
  const none = { assets: [], markets: [], fees: [] }
  const [mine, theirs] = [createDefinitions(none), createDefinitions(none)]
  for (let from = 0; from < records.length;) {
    const batch = records.slice(Math.max(0, from - random.whole(0, 3)), from + random.whole(1, 90))
    const write = (sql: Sql) =>
      writeBatch(projections(sql), sql.dialect, {
        records: batch,
        definitions: sql === model ? mine : theirs,
      })
    await both(write)
    from = batch.at(-1)!.sequence
  }
  const tables = ['orders', 'trades', 'operations', 'accounts', 'markets', 'assets'] as const
  for (const table of tables) {
    const rows = await both(async (sql) => {
      const found: object[] = await projections(sql).selectFrom(table).selectAll().execute()
      return found.map((row) => JSON.stringify(plain(row))).sort()
    })
    assert.ok(rows.length > 0, table)
  }
  for (const account of streamAccounts) await readersAgree(account, random)
})

async function readersAgree(account: AccountId, random: Random): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const about = {
      markets: random.pick([undefined, ['btcusdt'], ['btcusdt', 'ethbtc'], []]),
      side: random.pick([undefined, 'buy', 'sell'] as const),
      from: random.pick([undefined, 1_700_005_000_000]),
      to: random.pick([undefined, 1_700_020_000_000]),
      direction: random.pick(['asc', 'desc'] as const),
      ...{ limit: random.whole(0, 30), offset: random.whole(0, 10) },
    }
    const statuses = random.pick([undefined, ['open', 'partially_filled'], ['filled'], []] as const)
    const type = random.pick([undefined, 'limit', 'market'] as const)
    const orders = await both((sql) => listOrders(projections(sql), account, { ...about, statuses, type }))
    await both((sql) => listTrades(projections(sql), account, about))
    for (const { id, uuid } of orders.slice(0, 2)) {
      await both((sql) => findOrder(projections(sql), account, { uuid }))
      await both((sql) => tradesOfOrder(projections(sql), id))
    }
  }
}

test('candles are overwritten, and found by range, before a moment and from the end', async () => {
  const series = { market: 'btcusdt' as MarketCode, interval: '1m' } as const
  const candle = (minute: number, close: bigint) => {
    const price = { open: 1n, high: 9n, low: 1n, close } as never as Record<
      'open' | 'high' | 'low' | 'close',
      never
    >
    return {
      ...series,
      candle: {
        openedAt: (minute * 60_000) as never,
        ...price,
        baseVolume: 1n as never,
        quoteVolume: 2n as never,
      },
    }
  }
  const db = (sql: Sql) => sql.database<MarketDataTables>('peatio')
  await both((sql) => writeCandles(db(sql), sql.dialect, [candle(3, 5n), candle(1, 5n), candle(2, 5n)]))
  await both((sql) => writeCandles(db(sql), sql.dialect, [candle(2, 7n), candle(4, 8n)]))
  const found = await both((sql) => candlesBetween(db(sql), series, { from: 120_000, to: 180_000 }))
  assert.deepEqual(
    found.map(({ close }) => close),
    [7n, 5n],
  )
  await both((sql) => candleBefore(db(sql), series, 120_000))
  assert.equal((await both((sql) => latestCandles(db(sql), series, 2))).length, 2)
})

test('keys that are taken are refused as duplicates, and a transaction that fails leaves nothing', async () => {
  const transfer = {
    txid: 't',
    index: 0,
    address: 'a',
    memo: null,
    from: [],
    asset: 'btc' as never,
    sum: 5n as never,
  }
  const deposit = { uid: 'IDADA', chain: 'c', transfer, blockHeight: 1, at: 1 }
  await both((sql) => insertDeposit(walletDb(sql), deposit))
  assert.ok(await both((sql) => insertDeposit(walletDb(sql), deposit).then(() => false, isDuplicate)))
  const failing = (sql: Sql) =>
    walletDb(sql)
      .transaction()
      .execute(async (tx) => {
        await insertDeposit(tx, { ...deposit, transfer: { ...transfer, index: 1 } })
        const [first] = await listByStatus(tx, 'c', { statuses: ['seen'] })
        await moveDeposit(tx, first!, { to: 'confirmed', at: 2 })
        throw new Error('halfway')
      })
      .catch((error: Error) => error.message)
  assert.equal(await both(failing), 'halfway')
  const seen = await both((sql) => listByStatus(walletDb(sql), 'c', { statuses: ['seen', 'confirmed'] }))
  assert.deepEqual(
    seen.map(({ status }) => status),
    ['seen'],
  )
  assert.equal(await both((sql) => moveDeposit(walletDb(sql), seen[0]!, { to: 'confirmed', at: 2 })), true)
  assert.equal(await both((sql) => moveDeposit(walletDb(sql), seen[0]!, { to: 'confirmed', at: 2 })), false)
})

test('an address is kept once, and completed once', async () => {
  const owner = { uid: 'IDADA', chain: 'c', at: 1 }
  const keep = (made?: { address: string; memo: null }) => (sql: Sql) =>
    keepAddress(walletDb(sql), owner, made)
  assert.equal(await both(keep()), false)
  assert.equal(await both(keep({ address: 'x', memo: null })), true)
  assert.equal(await both(keep({ address: 'y', memo: null })), false)
  await both((sql) => listAddresses(walletDb(sql), 'IDADA'))
})

test('a column that comes later has its default, and a sum is added to the one that is there', async () => {
  type Totals = { totals: { day: number; debit: string; note: string } }
  const db = (sql: Sql) => sql.database<Totals>('peatio')
  await both(async (sql) => {
    await db(sql)
      .schema.createTable('totals')
      .addColumn('day', 'integer', (column) => column.primaryKey())
      .addColumn('debit', decimalColumn, (column) => column.notNull())
      .execute()
    await db(sql)
      .insertInto('totals')
      .values({ day: 1, debit: '1.5' } as Totals['totals'])
      .execute()
    await db(sql)
      .schema.alterTable('totals')
      .addColumn('note', 'varchar(9)', (column) => column.notNull().defaultTo('none'))
      .execute()
  })
  const debit = raw.ref('debit')
  const sum = raw.join([raw`${debit} = ${debit} + values(${debit})`])
  const adds = (sql: Sql) =>
    sql === model
      ? raw`on duplicate key update ${sum}`
      : raw`on conflict (day) do update set debit = totals.debit + excluded.debit`
  const rows = [1, 2].map((day) => ({ day, debit: '0.25', note: 'new' }))
  await both(
    async (sql) => void (await db(sql).insertInto('totals').values(rows).modifyEnd(adds(sql)).execute()),
  )
  const found = await both((sql) => db(sql).selectFrom('totals').selectAll().orderBy('day').execute())
  assert.deepEqual(
    found.map(({ debit, note }) => [debit, note]),
    [
      ['1.75', 'none'],
      ['0.25', 'new'],
    ],
  )
})
