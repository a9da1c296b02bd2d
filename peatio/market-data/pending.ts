import type { Interval } from '../../contract/index.ts'
import type { MarketCode } from '../../core/units/index.ts'
import type { Candle } from './candle.ts'
import type { Series, SeriesCandle } from './candle-store.ts'
import { tapeMax, type TapeTrade } from './tape.ts'

export type PendingBatch = { candles: Map<string, SeriesCandle>; trades: Map<MarketCode, TapeTrade[]> }

const emptyBatch = (): PendingBatch => ({ candles: new Map(), trades: new Map() })

/**
 * What is known and not yet stored. While a batch is being written it can still be read here, so a reader of
 * SQL and of this always has everything.
 */
export class Pending {
  #next = emptyBatch()
  #writing: PendingBatch | undefined

  candle(market: MarketCode, interval: Interval, candle: Candle): void {
    this.#next.candles.set(`${market}/${interval}/${candle.openedAt}`, { market, interval, candle })
  }

  trade(trade: TapeTrade): void {
    const trades = this.#next.trades.get(trade.market) ?? []
    // More than the tape keeps would be written only to be forgotten.
    if (trades.push(trade) >= 2 * tapeMax) trades.splice(0, trades.length - tapeMax)
    this.#next.trades.set(trade.market, trades)
  }

  get empty(): boolean {
    return this.#next.candles.size === 0 && this.#next.trades.size === 0
  }

  /** Candles of a series that SQL may not have, or has in an older version; ascending. */
  candlesOf({ market, interval }: Series): Candle[] {
    const found = new Map<number, Candle>()
    for (const batch of [this.#writing, this.#next]) {
      for (const each of batch?.candles.values() ?? []) {
        if (each.market === market && each.interval === interval) found.set(each.candle.openedAt, each.candle)
      }
    }
    return [...found.values()].sort((a, b) => a.openedAt - b.openedAt)
  }

  /** Begins to write: gives everything so far, to be `written` or `returned`. */
  take(): PendingBatch {
    const batch = this.#next
    this.#writing = batch
    this.#next = emptyBatch()
    return batch
  }

  written(): void {
    this.#writing = undefined
  }

  /** The batch could not be written: it goes in front of what has come since. */
  returned(): void {
    const batch = this.#writing
    if (!batch) return
    for (const [key, candle] of this.#next.candles) batch.candles.set(key, candle)
    for (const [market, trades] of this.#next.trades) {
      batch.trades.set(market, [...(batch.trades.get(market) ?? []), ...trades].slice(-tapeMax))
    }
    this.#next = batch
    this.#writing = undefined
  }
}
