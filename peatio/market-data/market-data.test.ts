import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../core/units/index.ts'
import type { Published } from '../engine/index.ts'
import { intervalMs, intervalNames, openedAt, tradeIntoCandle, type Candle } from './candle.ts'
import { LiveMarkets } from './live-markets.ts'
import { openMarketData } from './open-market-data.ts'
import { btcusdt, log, openScene, type Scene } from './scene.ts'
import type { MarketDataTables } from './tables.ts'
import { randomOf } from './seeded.ts'
import { tapeOf, type TapeTrade } from './tape.ts'

const seed = 1234

/** All public trades since the beginning, from the journal itself. */
async function journaled({ engine }: Scene): Promise<TapeTrade[]> {
  const trades: TapeTrade[] = []
  const last = engine.sequence()
  await new Promise<void>((resolve) => {
    void engine.subscribe(0, (records: Published[]) => {
      for (const { events, at } of records) {
        for (const event of events) if (event.kind === 'trade') trades.push(tapeOf(event, at, 2))
      }
      if (records.at(-1)!.sequence >= last) resolve()
    })
  })
  return trades
}

async function sameAsJournal(scene: Scene): Promise<void> {
  const trades = await journaled(scene)
  await scene.marketData.reached(scene.engine.sequence())
  assert.deepEqual(scene.marketData.trades(btcusdt, 1000), trades.slice(-1000).reverse())
  for (const interval of intervalNames) {
    const candles: Candle[] = []
    for (const trade of trades) {
      const candle = tradeIntoCandle(candles.at(-1), trade, interval)
      if (candles.at(-1)?.openedAt === candle.openedAt) candles.pop()
      candles.push(candle)
    }
    const given = await scene.marketData.candles(btcusdt, interval, { from: 0, to: scene.now.at, limit: 1 })
    assert.deepEqual(
      given.filter(({ baseVolume }) => baseVolume > 0n),
      candles,
      interval,
    )
    for (let at = 1; at < given.length; at++) {
      assert.equal(given[at]!.openedAt - given[at - 1]!.openedAt, intervalMs(interval))
      if (given[at]!.baseVolume === 0n) assert.equal(given[at]!.open, given[at - 1]!.close)
    }
  }
  const { result } = await scene.engine.read({ kind: 'depth', market: btcusdt, limit: 10_000 })
  assert.deepEqual(scene.marketData.depth(btcusdt, 10_000), result)
}

test(`book, tape and candles equal the journal, live and after being killed at any moment (seed ${seed})`, async () => {
  const scene = await openScene()
  const random = randomOf(seed)
  await scene.stream(random, 150)
  await sameAsJournal(scene)
  for (let round = 0; round < 4; round++) {
    await scene.stream(random, 60)
    // Stored or not, somewhere in the middle: what is not stored comes again from the journal.
    if (round % 2 === 0) await scene.marketData.flush()
    await scene.stream(random, 30)
    const before = scene.marketData.ticker(btcusdt)
    await scene.restart()
    assert.deepEqual(scene.marketData.ticker(btcusdt), before)
    await sameAsJournal(scene)
  }
})

test('a record that comes twice has its effects once', async () => {
  const scene = await openScene()
  await scene.stream(randomOf(seed), 60)
  const once = new LiveMarkets(0)
  const twice = new LiveMarkets(0)
  const last = scene.engine.sequence()
  await new Promise<void>((resolve) => {
    void scene.engine.subscribe(0, (records: Published[]) => {
      for (const record of records) for (const live of [once, twice, twice]) live.apply(record)
      if (records.at(-1)!.sequence >= last) resolve()
    })
  })
  const seen = (live: LiveMarkets) => ({
    trades: live.feed(btcusdt)!.trades(1000),
    minutes: live.feed(btcusdt)!.minutes,
    bids: live.feed(btcusdt)!.book.buy.top(1000),
    revision: live.feed(btcusdt)!.revision,
  })
  assert.ok(seen(once).trades.length > 0)
  assert.deepEqual(seen(twice), seen(once))
})

test('a range of candles has both its ends, a limit from its start, and otherwise ends now', async () => {
  const scene = await openScene()
  const minute = 60_000
  const start = openedAt(scene.now.at, '1m')
  const trade = async () => {
    await scene.place('IDALICE', { side: 'sell', price: 10_000, quantity: 5 })
    await scene.place('IDBOB', { side: 'buy', price: 10_000, quantity: 5 })
  }
  await trade()
  scene.now.at += 3 * minute
  await trade()
  await scene.marketData.flush()
  scene.now.at += 6 * minute
  await trade()
  const openings = async (range: { from?: number; to?: number; limit: number }) => {
    const candles = await scene.marketData.candles(btcusdt, '1m', range)
    return candles.map(({ openedAt: at }) => (at - start) / minute)
  }
  assert.deepEqual(await openings({ limit: 3 }), [7, 8, 9])
  assert.deepEqual(await openings({ limit: 100 }), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual(await openings({ to: start + 4 * minute, limit: 2 }), [3, 4])
  assert.deepEqual(await openings({ from: start + 2 * minute, limit: 2 }), [2, 3])
  assert.deepEqual(await openings({ from: start + 1, limit: 2 }), [1, 2])
  assert.deepEqual(await openings({ from: 0, limit: 2 }), [0, 1])
  assert.deepEqual(
    await openings({ from: start + 2 * minute, to: start + 5 * minute, limit: 1 }),
    [2, 3, 4, 5],
  )
  assert.deepEqual(await openings({ from: start + 60 * minute, limit: 5 }), [])
  assert.deepEqual(await openings({ to: start - minute, limit: 5 }), [])
  assert.deepEqual(await scene.marketData.candles('nothing', '1m', { limit: 5 }), [])
})

test('the running candle is flat until something trades in it', async () => {
  const scene = await openScene()
  assert.deepEqual(scene.marketData.running(btcusdt, '1m'), [])
  await scene.place('IDALICE', { side: 'sell', price: 10_000, quantity: 5 })
  await scene.place('IDBOB', { side: 'buy', price: 10_000, quantity: 5 })
  await scene.marketData.reached(scene.engine.sequence())
  scene.now.at += 60_000
  const [closed, running] = scene.marketData.running(btcusdt, '1m')
  assert.equal(closed!.openedAt + 60_000, running!.openedAt)
  assert.equal(running!.baseVolume, 0n)
  assert.equal(running!.open, closed!.close)
})

test('fine candles are forgotten after their time, coarse ones and the newest trades are not', async () => {
  const scene = await openScene()
  await scene.stream(randomOf(seed), 40)
  await scene.marketData.flush()
  const past = scene.now.at
  const all = (interval: '1m' | '1h') =>
    scene.marketData.candles(btcusdt, interval, { from: 0, to: past, limit: 100_000 })
  const [minutes, hours] = [await all('1m'), await all('1h')]
  const trades = scene.marketData.trades(btcusdt, 1000)
  scene.now.at += 31 * 24 * 3_600_000
  await scene.marketData.prune()
  await scene.restart()
  // All but the last one, at whose price the market sleeps.
  const kept = await all('1m')
  assert.ok(kept.length > 0 && kept.length < minutes.length)
  assert.deepEqual(kept, minutes.slice(-kept.length))
  assert.equal(
    (
      await scene.sql
        .database<MarketDataTables>('peatio')
        .selectFrom('candles')
        .where('minutes', '=', 1)
        .selectAll()
        .execute()
    ).length,
    1,
  )
  assert.deepEqual(await all('1h'), hours)
  assert.deepEqual(scene.marketData.trades(btcusdt, 1000), trades)
})

test('market data that has seen more than the journal holds refuses to open', async () => {
  const scene = await openScene()
  await scene.marketData.reached(scene.engine.sequence())
  await scene.marketData.flush()
  const { engine, catalog, sql } = scene
  const shorter = { ...bind(engine), sequence: () => 1 as ReturnType<typeof engine.sequence> }
  await assert.rejects(
    openMarketData({ engine: shorter, catalog, sql, log }),
    (error) => error instanceof Fault && error.code === 'market_data_ahead',
  )
})

const bind = (engine: Scene['engine']) => ({
  recovered: engine.recovered,
  submit: engine.submit.bind(engine),
  full: engine.full.bind(engine),
  read: engine.read.bind(engine),
  subscribe: engine.subscribe.bind(engine),
  close: engine.close.bind(engine),
})
