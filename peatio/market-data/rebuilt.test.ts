import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intervalMs, intervalNames, openedAt, type Candle } from './candle.ts'
import { keptMs } from './keep-stored.ts'
import { journaled, naiveCandles, naiveTicker } from './naive-past.ts'
import { candlesMax } from './read-candles.ts'
import { btcusdt, ethbtc, ethusdt, openScene, type Scene } from './scene.ts'
import { randomOf } from './seeded.ts'

const seed = Number(process.env['OPEX_SEED'] ?? 2026)
const markets = [btcusdt, ethusdt, ethbtc]
const [hourMs, dayMs] = [3_600_000, 24 * 3_600_000]

/** Orders and cancels; everything sleeps for hours now and then, and the last market from the first night on. */
async function trade(scene: Scene, random: () => number, steps: number, asleep = true) {
  for (let step = 0; step < steps; step++) {
    scene.now.at +=
      Math.floor(random() ** 6 * hourMs) + (random() < 0.01 ? Math.floor(random() * 9 * hourMs) : 0)
    const chance = random()
    const market = chance < 0.5 ? btcusdt : chance < 0.8 || asleep ? ethusdt : ethbtc
    const side = random() < 0.5 ? 'buy' : 'sell'
    const account = (side === 'buy') === random() < 0.9 ? 'IDALICE' : 'IDBOB'
    if (random() < 0.05) {
      await scene.submit({ kind: 'cancel_orders', account: account as never, market, side: 'sell' })
      continue
    }
    const price = 10_000 + Math.floor((random() - 0.5) * 120)
    await scene.place(account, { market, side, price, quantity: 1 + Math.floor(random() * 1000) })
  }
}

/** A whole series, in as many pages as it takes. */
async function allCandles(
  { marketData, now }: Scene,
  market: string,
  interval: (typeof intervalNames)[number],
) {
  const span = intervalMs(interval)
  const oldest = openedAt(now.at - 200 * dayMs, interval)
  const candles: Candle[] = []
  for (let from: number = oldest; from <= now.at; from += candlesMax * span) {
    const range = { from, to: from + (candlesMax - 1) * span, limit: 1 }
    candles.push(...(await marketData.candles(market, interval, range)))
  }
  return candles
}

/** Everything that market data says about a moment, in one value. */
async function served(scene: Scene) {
  const { marketData, engine } = scene
  await marketData.reached(engine.sequence())
  const said = []
  for (const market of markets) {
    const candles: Record<string, Candle[]> = {}
    const running: Record<string, Candle[]> = {}
    for (const interval of intervalNames) {
      candles[interval] = await allCandles(scene, market, interval)
      running[interval] = marketData.running(market, interval)
    }
    const [ticker, trades] = [marketData.ticker(market), marketData.trades(market, 1000)]
    said.push({ market, ticker, trades, depth: marketData.depth(market, 10_000), candles, running })
  }
  return said
}

/** The same, worked out from the list of all trades, and the engine's own books. */
async function expected({ engine, marketData, now }: Scene, pruned: boolean) {
  const { trades, levels } = await journaled(engine, marketData.feeds())
  const said = []
  for (const market of markets) {
    const of = trades.get(market) ?? []
    const candles: Record<string, Candle[]> = {}
    const running: Record<string, Candle[]> = {}
    for (const interval of intervalNames) {
      const all = naiveCandles(of, interval, now.at)
      const forgotten = pruned ? now.at - (keptMs[interval] ?? Infinity) : -Infinity
      const kept = all.findLast(({ openedAt: at, baseVolume }) => at < forgotten && baseVolume > 0n)
      candles[interval] = kept ? all.slice(all.indexOf(kept)) : all
      const newest = all.findLast(({ baseVolume }) => baseVolume > 0n)
      // The running one, and before it the last one that traded, or the one before that if it is the running one.
      const second = all.findLast(
        ({ openedAt: at, baseVolume }) => at < all.at(-1)!.openedAt && baseVolume > 0n,
      )
      const first = newest === all.at(-1) ? second : newest
      running[interval] = [first, all.at(-1)].filter((each) => each !== undefined)
    }
    const { result: depth } = await engine.read({ kind: 'depth', market, limit: 10_000 })
    for (const [name, side, sign] of [
      ['bids', 'buy', -1],
      ['asks', 'sell', 1],
    ] as const) {
      const summed = [...(levels.get(`${market}/${side}`) ?? [])].sort(([a], [b]) => sign * (a - b))
      const read = depth[name].map(({ price, quantity }) => [price, quantity])
      assert.deepEqual(summed, read, 'the increments sum up to the book')
    }
    const ticker = naiveTicker(of, marketData.feed(market)!.scale, now.at)
    said.push({ market, ticker, trades: of.slice(-1000).reverse(), depth, candles, running })
  }
  return said
}

const limit = { timeout: 240_000 }

test(
  `market data equals the list of all trades: live, killed, rebuilt from the journal alone (seed ${seed})`,
  limit,
  async () => {
    const scene = await openScene({ threeMarkets: true })
    const random = randomOf(seed)
    for (let round = 0; round < 3; round++) {
      await trade(scene, random, 400, round > 0)
      if (round > 0) await scene.marketData.flush()
      // Killed in the middle of an interval, with some of its trades stored and some not.
      await trade(scene, random, 60)
      const said = await served(scene)
      assert.deepEqual(said, await expected(scene, false), 'live')
      await scene.restart()
      assert.deepEqual(await served(scene), said, 'after a kill')
      if (round !== 1) continue
      await scene.rebuild()
      assert.deepEqual(await served(scene), said, 'rebuilt')
    }
    const { trades } = await journaled(scene.engine, scene.marketData.feeds())
    const counts = markets.map((market) => trades.get(market)!.length)
    assert.ok(counts[0]! > 200 && counts[2]! > 10, `too few trades: ${counts.join(', ')}`)

    const before = await served(scene)
    await scene.reopen()
    assert.deepEqual(await served(scene), before, 'after a snapshot')

    // Everything fine is forgotten by and by; the last price of a market that sleeps is not.
    for (const days of [31, 60]) {
      scene.now.at += days * dayMs
      await trade(scene, random, 20)
      await scene.marketData.flush()
      await scene.marketData.prune()
      const said = await served(scene)
      assert.deepEqual(said, await expected(scene, true), `pruned after ${days} days`)
      await scene.reopen()
      assert.deepEqual(await served(scene), said, 'pruned, and after a snapshot')
      await scene.rebuild()
      await scene.marketData.flush()
      await scene.marketData.prune()
      await scene.restart()
      assert.deepEqual(await served(scene), said, 'rebuilt and pruned')
    }
  },
)

test(
  `what waits too long for SQL is given up, and comes from the journal again (seed ${seed})`,
  limit,
  async () => {
    const scene = await openScene({ threeMarkets: true, pendingMax: 60 })
    const random = randomOf(seed)
    await trade(scene, random, 40)
    await scene.marketData.flush()
    const db = scene.sql.database('peatio')
    for (let outage = 0; outage < 3; outage++) {
      await db.schema.alterTable('candles').renameTo('candles_away').execute()
      for (let attempt = 0; attempt < 3; attempt++) {
        await trade(scene, random, 60)
        await scene.marketData.reached(scene.engine.sequence())
        await assert.rejects(scene.marketData.flush(), /candles/)
      }
      await db.schema.alterTable('candles_away').renameTo('candles').execute()
      await assert.rejects(scene.marketData.candles(btcusdt, '1m', { limit: 1 }), {
        code: 'market_data_behind',
      })
      // The rest is answered all the time.
      assert.ok(scene.marketData.ticker(btcusdt)!.last > 0n)
      // Killed before it has caught up, or not.
      if (outage === 1) await scene.restart()
      else if (outage === 2) {
        const [caughtUp] = await Promise.all([scene.marketData.flush(), trade(scene, random, 60)])
        assert.equal(caughtUp, undefined)
      }
      await scene.marketData.flush()
      await scene.marketData.flush()
      assert.deepEqual(await served(scene), await expected(scene, false), `after outage ${outage}`)
      await scene.restart()
      assert.deepEqual(await served(scene), await expected(scene, false), 'as it was stored')
    }
  },
)
