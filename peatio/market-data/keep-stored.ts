import type { Kysely } from 'kysely'
import type { Interval } from '../../contract/index.ts'
import type { Sequence } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Dialect } from '../../platform/sql/index.ts'
import type { Engine } from '../engine/index.ts'
import { pruneCandles, writeCandles } from './candle-store.ts'
import { catchUp } from './catch-up.ts'
import type { LiveMarkets } from './live-markets.ts'
import { writePosition } from './position-store.ts'
import type { MarketDataTables } from './tables.ts'
import { tapeMax } from './tape.ts'
import { pruneTrades, writeTrades } from './trade-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** How long the finer candles are kept; from an hour on, for ever: a year of hours is 8,760 rows. */
export const keptMs: Partial<Record<Interval, number>> = {
  '1m': 30 * dayMs,
  '5m': 90 * dayMs,
  '15m': 180 * dayMs,
  '30m': 365 * dayMs,
}
/** A restart reads at most so many records again that changed no candle. */
const idleRecordsMax = 10_000
const idleMsMax = 10_000
const pruneMs = 60 * 60 * 1000

export type Keeper = { flush(): Promise<void>; prune(): Promise<void>; close(): Promise<void> }

/**
 * Stores what the live markets have learnt: every `flushMs`, in one transaction with the position it stands for.
 * A write that fails is tried again with the next, and nothing is lost meanwhile: what waits too long is given up, and
 * read from the journal again.
 */
export function keepStored(
  live: LiveMarkets,
  {
    position,
    engine,
    db,
    dialect,
    log,
    clock,
    flushMs,
    onStored,
  }: {
    /** What is stored already. */
    position: Sequence | 0
    engine: Engine
    db: Kysely<MarketDataTables>
    dialect: Dialect
    log: Logger
    clock: () => number
    flushMs: number
    onStored: (sequence: Sequence) => void
  },
): Keeper {
  let stored = position
  let storedAt = clock()
  let prunedAt = clock()
  let running = Promise.resolve()

  const writeOf = async ({ pending, sequence, position: reached }: LiveMarkets) => {
    if (sequence === stored) return
    const { candles, trades } = pending.take()
    try {
      await db.transaction().execute(async (tx) => {
        await writeCandles(tx, dialect, [...candles.values()])
        for (const each of trades.values()) await writeTrades(tx, dialect, each)
        await writePosition(tx, dialect, reached)
      })
      pending.written()
      stored = sequence
      storedAt = clock()
      // The next start looks at the last record once more.
      if (sequence > 1) onStored((sequence - 1) as Sequence)
    } catch (error) {
      pending.returned()
      throw error
    }
  }
  const write = async () => {
    if (live.pending.behind) {
      log.warn(
        { stored, sequence: live.sequence },
        'market data waited too long for SQL: it reads the journal again',
      )
      await catchUp(live, { stored, engine, db, store: writeOf })
    }
    // It may have been given up again meanwhile; the next turn goes on from where this one came to.
    if (!live.pending.behind) await writeOf(live)
  }
  const pruneAll = async () => {
    for (const feed of live.feeds()) {
      const { market } = feed.scale
      for (const [interval, kept] of Object.entries(keptMs))
        await pruneCandles(db, { market, interval: interval as Interval }, clock() - kept)
      const oldest = feed.trades(tapeMax).at(-1)
      if (oldest) await pruneTrades(db, market, oldest.trade)
    }
  }
  /** One at a time, each after the other whatever became of it. */
  const queued = (work: () => Promise<void>): Promise<void> => (running = running.then(work, work))

  const idle = () =>
    !live.pending.behind &&
    live.pending.empty &&
    live.sequence - stored < idleRecordsMax &&
    clock() - storedAt < idleMsMax
  const tick = async () => {
    if (!idle()) await write()
    if (clock() - prunedAt < pruneMs) return
    prunedAt = clock()
    await pruneAll()
  }
  const failed = (err: unknown) => log.error({ err }, 'market data was not stored and will be tried again')
  const timer = setInterval(() => void queued(tick).catch(failed), flushMs)
  timer.unref()

  return {
    flush: () => queued(write),
    prune: () => queued(pruneAll),
    async close() {
      clearInterval(timer)
      await queued(write)
    },
  }
}
