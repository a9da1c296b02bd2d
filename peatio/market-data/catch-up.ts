import type { Kysely } from 'kysely'
import type { Interval } from '../../contract/index.ts'
import type { Sequence } from '../../core/units/index.ts'
import type { Engine, Published } from '../engine/index.ts'
import { intervalNames, type Candle } from './candle.ts'
import { latestCandles } from './candle-store.ts'
import { LiveMarkets } from './live-markets.ts'
import { emptySeed } from './market-feed.ts'
import type { MarketDataTables } from './tables.ts'

const candlesAtOnce = 5_000

type Ports = {
  /** The last record whose effects are stored. */
  stored: Sequence | 0
  engine: Engine
  db: Kysely<MarketDataTables>
  /** Stores what is pending, and its position. */
  store(markets: LiveMarkets): Promise<void>
}

/**
 * Stores what the live markets have given up: reads the journal from the last record that is stored, a bounded piece
 * at a time, until it stands where they stand. Rejects when SQL fails again: what it has stored by then counts.
 */
export async function catchUp(live: LiveMarkets, { stored, engine, db, store }: Ports): Promise<void> {
  const past = new LiveMarkets(stored)
  for (const { scale } of live.feeds()) {
    const latest = new Map<Interval, Candle[]>()
    for (const interval of intervalNames)
      latest.set(interval, await latestCandles(db, { market: scale.market, interval }, 2))
    // Only trades count here: the book is the live one's, and as it is now.
    past.seed(scale, { ...emptySeed(), latest, bookAt: Number.MAX_SAFE_INTEGER as Sequence })
  }
  const follow = async (records: Published[]): Promise<boolean> => {
    for (const record of records) if (record.sequence <= live.sequence) past.apply(record)
    const level = past.sequence >= live.sequence
    // From here on the live ones keep what they learn themselves, and this is the last piece.
    if (level) live.pending.collect()
    if (level || past.pending.size >= candlesAtOnce) await store(past)
    return level
  }
  // It stands there already when nothing came after the last write.
  if (!(await follow([]))) await followUntil(engine, stored, follow)
  live.pending.caughtUp()
}

/** Reads records until `follow` says that it has enough. What it throws is its caller's to hear, not the engine's. */
function followUntil(
  engine: Engine,
  after: Sequence | 0,
  follow: (records: Published[]) => Promise<boolean>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false
    let unsubscribe = (): void => undefined
    const end = (settle: () => void) => {
      ended = true
      unsubscribe()
      settle()
    }
    const consumer = async (records: Published[]) => {
      if (ended) return
      try {
        if (await follow(records)) end(resolve)
      } catch (error) {
        end(() => reject(error))
      }
    }
    engine.subscribe(after, consumer).then((stop) => {
      unsubscribe = stop
      if (ended) stop()
    }, reject)
  })
}
