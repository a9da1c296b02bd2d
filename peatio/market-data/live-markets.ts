import type { DefineMarket } from '../../core/exchange/index.ts'
import { Fault, type MarketCode, type Sequence, type TimeMs } from '../../core/units/index.ts'
import type { Published } from '../engine/index.ts'
import { MarketFeed, type MarketScale, type MarketSeed } from './market-feed.ts'
import { Pending } from './pending.ts'
import type { Position, RecordName } from './position-store.ts'
import { tapeOf } from './tape.ts'

type Defined = Pick<DefineMarket, 'market' | 'base' | 'quote' | 'pricePrecision' | 'amountPrecision'>

export const scaleOf = ({ market, base, quote, pricePrecision, amountPrecision }: Defined): MarketScale => ({
  market,
  base,
  quote,
  pricePrecision,
  amountPrecision,
})

/** All markets in memory, moved by records of the journal and by nothing else. */
export class LiveMarkets {
  readonly #feeds = new Map<string, MarketFeed>()
  readonly pending: Pending
  #sequence: Sequence | 0
  #at = 0 as TimeMs
  #record: RecordName | null = null

  constructor(sequence: Sequence | 0, pending = new Pending()) {
    this.#sequence = sequence
    this.pending = pending
  }

  /** The last record that was applied. */
  get sequence(): Sequence | 0 {
    return this.#sequence
  }

  /** Where these markets stand; which record that is, if they have applied one. */
  get position(): Position {
    return { sequence: this.#sequence, record: this.#record }
  }

  /** When the last record was made. */
  get at(): TimeMs {
    return this.#at
  }

  feed(market: string): MarketFeed | undefined {
    return this.#feeds.get(market)
  }

  feeds(): Iterable<MarketFeed> {
    return this.#feeds.values()
  }

  seed(scale: MarketScale, seed: MarketSeed): void {
    this.#feeds.set(scale.market, new MarketFeed(scale, seed))
  }

  /**
   * Applies a record, once: one that was applied before is passed over. A Fault `market_data_gap` if one before it is
   * missing: its trades would be missing in the candles for ever.
   */
  apply(record: Published): void {
    if (record.sequence <= this.#sequence) return
    if (record.sequence !== this.#sequence + 1) {
      const detail = `record ${record.sequence} after ${this.#sequence}`
      throw new Fault('market_data_gap', { detail })
    }
    for (const event of record.events) {
      if (event.kind === 'market_defined') this.#define(event)
      if (event.kind === 'trade') {
        const feed = this.#known(event.market)
        const trade = tapeOf(event, record.at, feed.scale.pricePrecision)
        for (const { interval, candle } of feed.trade(trade))
          this.pending.candle(event.market, interval, candle)
        this.pending.trade(trade)
      }
    }
    for (const level of record.touched.levels)
      this.#known(level.market).level(record.sequence, level.side, level)
    this.#sequence = record.sequence
    this.#at = record.at
    this.#record = { key: record.key, at: record.at }
  }

  /** A market that trades is always known: its definition came through this same stream, or with the seed. */
  #known(market: MarketCode): MarketFeed {
    const feed = this.#feeds.get(market)
    if (!feed) throw new Error(`market ${market} traded before it was defined`)
    return feed
  }

  #define(defined: Defined): void {
    if (!this.#feeds.has(defined.market)) this.#feeds.set(defined.market, new MarketFeed(scaleOf(defined)))
  }
}
