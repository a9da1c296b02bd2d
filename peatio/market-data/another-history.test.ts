import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault, type Sequence } from '../../core/units/index.ts'
import { intervalNames } from './candle.ts'
import { journaled } from './naive-past.ts'
import { openMarketData } from './open-market-data.ts'
import { readPosition } from './position-store.ts'
import { btcusdt, log, openScene, type Scene } from './scene.ts'
import { randomOf } from './seeded.ts'
import type { MarketDataTables } from './tables.ts'

const seed = Number(process.env['OPEX_SEED'] ?? 2026)
const db = ({ sql }: Scene) => sql.database<MarketDataTables>('peatio')

/** Everything that is said of the market: the tape, the ticker, the book, and all candles. */
async function served(scene: Scene) {
  const { marketData, engine, now } = scene
  await marketData.reached(engine.sequence())
  const candles = []
  for (const interval of intervalNames)
    candles.push(
      await marketData.candles(btcusdt, interval, { from: now.at - 3e9, to: now.at, limit: 10_000 }),
    )
  const [tape, ticker] = [marketData.trades(btcusdt, 1_000), marketData.ticker(btcusdt)]
  return { tape, ticker, depth: marketData.depth(btcusdt, 1_000), candles }
}

/** A trace in the oldest candle that nothing but its table knows: it is gone when everything was made anew. */
async function mark(scene: Scene): Promise<void> {
  const minutes = await db(scene)
    .selectFrom('candles')
    .select('opened_at')
    .where('minutes', '=', 1)
    .orderBy('opened_at')
    .execute()
  await db(scene)
    .updateTable('candles')
    .set({ high_price: '999999' })
    .where('minutes', '=', 1)
    .where('opened_at', '=', minutes[0]!.opened_at)
    .execute()
}
const isMarked = async (scene: Scene) => {
  const high = await db(scene).selectFrom('candles').select('high_price').execute()
  return high.some(({ high_price: price }) => Number(price) === 999_999)
}

async function openTraded(random: () => number): Promise<{ scene: Scene; stored: number }> {
  const scene = await openScene()
  await scene.place('IDALICE', { side: 'sell', price: 10_000, quantity: 5 })
  await scene.place('IDBOB', { side: 'buy', price: 10_000, quantity: 5 })
  scene.now.at += 3_600_000
  await scene.stream(random, 60)
  await scene.marketData.reached(scene.engine.sequence())
  await scene.marketData.flush()
  return { scene, stored: (await readPosition(db(scene))).sequence }
}

test(`a fork before what is stored is noticed, and market data is made anew from it (seed ${seed})`, async () => {
  const random = randomOf(seed)
  const { scene, stored } = await openTraded(random)
  const before = await served(scene)
  await scene.forkAt(stored - 20).catch((error: Fault) => assert.equal(error.code, 'market_data_ahead'))
  // The fork goes on by itself, past the record that is stored, with other trades.
  await scene.stream(random, 60)
  assert.ok(scene.engine.sequence() > stored)
  await mark(scene)
  await scene.restart()
  const said = await served(scene)
  assert.equal(await isMarked(scene), false, 'nothing of the other history is left')
  const { trades } = await journaled(scene.engine, scene.marketData.feeds())
  assert.deepEqual(said.tape, trades.get(btcusdt)!.slice(-1_000).reverse())
  assert.notDeepEqual(said.tape, before.tape)
  await scene.marketData.flush()
  await scene.restart()
  assert.deepEqual(await served(scene), said, 'and stored so')
  await scene.rebuild()
  assert.deepEqual(await served(scene), said, 'it is what the journal makes')
})

test(`a fork at or behind what is stored is the same history, and goes on where it stood (seed ${seed})`, async () => {
  for (const further of [0, 12]) {
    const random = randomOf(seed + further)
    const { scene, stored } = await openTraded(random)
    await scene.stream(random, 30)
    await mark(scene)
    assert.ok(await isMarked(scene))
    await scene.forkAt(stored + further)
    await scene.stream(random, 30)
    await scene.marketData.flush()
    assert.ok(await isMarked(scene), 'what is stored is still there')
    const { trades } = await journaled(scene.engine, scene.marketData.feeds())
    assert.deepEqual((await served(scene)).tape, trades.get(btcusdt)!.slice(-1_000).reverse())
  }
})

test('a position of an earlier version names no record: it is followed, and named from then on', async () => {
  const random = randomOf(seed)
  const { scene } = await openTraded(random)
  await db(scene).updateTable('market_data_position').set({ record_key: null, record_at: null }).execute()
  await mark(scene)
  await scene.restart()
  await scene.stream(random, 10)
  await scene.marketData.reached(scene.engine.sequence())
  await scene.marketData.flush()
  assert.ok(await isMarked(scene))
  const { sequence, record } = await readPosition(db(scene))
  assert.equal(sequence, scene.engine.sequence())
  assert.match(record!.key, /^scene-/)
})

test('of a history whose beginning is gone nothing can be made: it is refused, and nothing is touched', async () => {
  const { scene } = await openTraded(randomOf(seed))
  await db(scene).updateTable('market_data_position').set({ record_key: 'of somebody else' }).execute()
  const rows = await db(scene).selectFrom('candles').selectAll().execute()
  const { engine, catalog, sql } = scene
  const pruned = {
    recovered: { ...engine.recovered, first: 5 as Sequence },
    submit: engine.submit.bind(engine),
    full: engine.full.bind(engine),
    read: engine.read.bind(engine),
    sequence: engine.sequence.bind(engine),
    subscribe: engine.subscribe.bind(engine),
    close: engine.close.bind(engine),
  }
  await assert.rejects(openMarketData({ engine: pruned, catalog, sql, log }), {
    code: 'market_data_of_another_history',
  })
  assert.deepEqual(await db(scene).selectFrom('candles').selectAll().execute(), rows)
})

test('the engine keeps the record that the next start looks at', async () => {
  const told: number[] = []
  const scene = await openScene({ onStored: (sequence) => void told.push(sequence) })
  await scene.stream(randomOf(seed), 10)
  await scene.marketData.reached(scene.engine.sequence())
  await scene.marketData.flush()
  assert.deepEqual(told, [scene.engine.sequence() - 1])
})
