import type { Kysely } from 'kysely'
import type { Interval } from '../../contract/index.ts'
import { Fault, type MarketCode, type Sequence } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Engine, Published, RunningEngine } from '../engine/index.ts'
import { intervalNames, openedAt, flatCandle, type Candle } from './candle.ts'
import { candlesBetween, latestCandles } from './candle-store.ts'
import { followHistory } from './follow-history.ts'
import { keepStored } from './keep-stored.ts'
import type { Level } from './levels.ts'
import { LiveMarkets, scaleOf } from './live-markets.ts'
import type { MarketFeed, MarketSeed } from './market-feed.ts'
import { Pending, pendingCandlesMax } from './pending.ts'
import { beginning, forgetStored, readPosition, type Position } from './position-store.ts'
import { readCandles, type CandleRange } from './read-candles.ts'
import { rollTicker, windowFrom, type TickerSums } from './roll-ticker.ts'
import { marketDataMigrations, type MarketDataTables } from './tables.ts'
import type { TapeTrade } from './tape.ts'
import { latestTrades } from './trade-store.ts'
import { Waiters } from './waiters.ts'

/** What the public sees of all markets, from the journal's durable records. */
export type MarketData = {
  /** A market's book, tape and precisions; `undefined` for one that was never defined. */
  feed(market: string): MarketFeed | undefined
  feeds(): Iterable<MarketFeed>
  /** The 24 hours up to now. */
  ticker(market: string): TickerSums | undefined
  /** Candles of an interval, oldest first, without gaps. A Fault `market_data_behind` while some are stored nowhere. */
  candles(market: string, interval: Interval, range: CandleRange): Promise<Candle[]>
  /** The running candle, flat if nothing traded in it, after the last that did; none before the first trade. */
  running(market: string, interval: Interval): Candle[]
  /** The newest trades, newest first; at most 1,000. */
  trades(market: string, limit: number): TapeTrade[]
  /** Levels of the whole book, best first. */
  depth(market: string, limit: number): { bids: Level[]; asks: Level[] }
  sequence(): Sequence | 0
  /** Resolves when records up to this one are in; after a second at the latest, with what there is. */
  reached(sequence: Sequence | 0): Promise<void>
  /** Calls after every batch, when everything here has followed it. */
  listen(listener: (records: Published[]) => void): () => void
  /** Stores everything so far. */
  flush(): Promise<void>
  /** Forgets what is older than its time; done every hour anyway. */
  prune(): Promise<void>
  /** Stores everything so far, and follows no longer. */
  close(): Promise<void>
}

export type MarketDataOptions = {
  clock?: () => number
  flushMs?: number
  /** How long a reader waits at most for records that he was told of. */
  waitMs?: number
  /** How many candles wait for SQL before they are given up and read from the journal again. */
  pendingMax?: number
  /** Hears up to where the journal is not needed any more: the record before the last one that is stored. */
  onStored?: (sequence: Sequence) => void
}

type Source = Engine & { recovered: Pick<RunningEngine['recovered'], 'first'> }

/**
 * Opens market data where it stood when it was last stored, and catches up with the journal before it resolves. What
 * was stored of another history (the journal was forked before it) is forgotten and made anew from the beginning.
 * Faults: `market_data_ahead` when SQL has seen records that the journal does not have, and
 * `market_data_of_another_history` when the journal does not reach back to its beginning.
 */
export async function openMarketData(
  { engine, catalog, sql, log }: { engine: Source; catalog: Catalog; sql: Sql; log: Logger },
  {
    clock = Date.now,
    flushMs = 1000,
    waitMs = 1000,
    pendingMax = pendingCandlesMax,
    onStored = () => undefined,
  }: MarketDataOptions = {},
): Promise<MarketData> {
  await sql.migrate('peatio', marketDataMigrations)
  const db = sql.database<MarketDataTables>('peatio')
  const stored = await readPosition(db)
  const target = engine.sequence()
  if (stored.sequence > target)
    throw new Fault('market_data_ahead', { detail: `${stored.sequence} is past ${target}` })

  const waiters = new Waiters()
  const listeners = new Set<(records: Published[]) => void>()
  const follow = async (position: Position) => {
    const live = new LiveMarkets(position.sequence, new Pending(pendingMax))
    for (const market of catalog.markets()) {
      const scale = scaleOf({ ...market, market: market.code })
      live.seed(scale, await readSeed({ engine, db, market: market.code, now: clock() }))
    }
    const unsubscribe = await followHistory(engine, position, (records) => {
      const fresh = records.filter(({ sequence }) => sequence > live.sequence)
      for (const record of fresh) live.apply(record)
      waiters.reached(live.sequence)
      for (const listener of listeners) listener(fresh)
    })
    return unsubscribe && { live, unsubscribe, position: position.sequence }
  }
  const { live, unsubscribe, position } =
    (await follow(stored)) ?? (await follow(await startAnew({ engine, db, log }, stored)))!
  // A start has no deadline: a long journal is read to its end before anybody is answered.
  if (live.sequence < target) await waiters.wait(target, 2 ** 31 - 1)
  const keeper = keepStored(live, {
    position,
    engine,
    db,
    dialect: sql.dialect,
    log,
    clock,
    flushMs,
    onStored,
  })

  return {
    ...reads({ live, db, clock }),
    sequence: () => live.sequence,
    reached: (sequence) => (live.sequence >= sequence ? Promise.resolve() : waiters.wait(sequence, waitMs)),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush: keeper.flush,
    prune: keeper.prune,
    async close() {
      unsubscribe()
      waiters.close()
      await keeper.close()
    },
  }
}

/** Market data is derived: of another history nothing is kept, if all of this one can be read. */
async function startAnew(
  { engine, db, log }: { engine: Source; db: Kysely<MarketDataTables>; log: Logger },
  { sequence }: Position,
): Promise<Position> {
  const { first } = engine.recovered
  if (first > 1) {
    const detail = `stored up to record ${sequence} of another history; the journal begins at record ${first}`
    throw new Fault('market_data_of_another_history', { detail })
  }
  log.warn({ sequence }, 'market data is of another history, and is made anew from the journal')
  await forgetStored(db)
  return beginning
}

type Reads = Pick<MarketData, 'feed' | 'feeds' | 'ticker' | 'candles' | 'running' | 'trades' | 'depth'>

function reads({
  live,
  db,
  clock,
}: {
  live: LiveMarkets
  db: Kysely<MarketDataTables>
  clock: () => number
}): Reads {
  // The engine's clock never runs backwards, this one may: no reader sees time before the last record's.
  const now = () => Math.max(clock(), live.at)
  return {
    feed: (market) => live.feed(market),
    feeds: () => live.feeds(),
    ticker(market) {
      const feed = live.feed(market)
      if (!feed) return undefined
      const { pricePrecision } = feed.scale
      return rollTicker(feed.minutes, { now: now(), last: feed.lastTrade?.price, pricePrecision })
    },
    async candles(market, interval, range) {
      const series = { market: market as MarketCode, interval }
      // A gap that is only not stored yet would look like one without trades.
      if (live.pending.behind) throw new Fault('market_data_behind')
      return readCandles(db, { series, pending: live.pending, range, now: now() })
    },
    running(market, interval) {
      const latest = live.feed(market)?.latest(interval) ?? []
      const last = latest.at(-1)
      if (!last) return []
      const opened = openedAt(now(), interval)
      return last.openedAt === opened ? [...latest] : [last, flatCandle(opened, last.close)]
    },
    trades: (market, limit) => live.feed(market)?.trades(limit) ?? [],
    depth(market, limit) {
      const book = live.feed(market)?.book
      return book ? { bids: book.buy.top(limit), asks: book.sell.top(limit) } : { bids: [], asks: [] }
    },
  }
}

/** A market's whole book as the engine has it, and what was stored of its past. */
async function readSeed({
  engine,
  db,
  market,
  now,
}: {
  engine: Engine
  db: Kysely<MarketDataTables>
  market: MarketCode
  now: number
}): Promise<MarketSeed> {
  const book = await engine.read({ kind: 'depth', market, limit: Number.MAX_SAFE_INTEGER })
  const latest = new Map<Interval, Candle[]>()
  for (const interval of intervalNames) latest.set(interval, await latestCandles(db, { market, interval }, 2))
  const range = { from: windowFrom(now), to: Number.MAX_SAFE_INTEGER }
  return {
    bids: book.result.bids,
    asks: book.result.asks,
    bookAt: book.sequence,
    tape: await latestTrades(db, market),
    minutes: await candlesBetween(db, { market, interval: '1m' }, range),
    latest,
  }
}
