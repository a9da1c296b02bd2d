import type { Interval } from '../../contract/index.ts'
import type { MarketCode } from '../../core/units/index.ts'
import type { Candle } from './candle.ts'
import type { Series, SeriesCandle } from './candle-store.ts'
import { tapeMax, type TapeTrade } from './tape.ts'

export type PendingBatch = { candles: Map<string, SeriesCandle>; trades: Map<MarketCode, TapeTrade[]> }

const emptyBatch = (): PendingBatch => ({ candles: new Map(), trades: new Map() })

/** More candles than this do not wait: half a day of a hundred markets that trade in every minute. */
export const pendingCandlesMax = 100_000

/**
 * What is known and not yet stored. While a batch is being written it can still be read here, so a reader of
 * SQL and of this always has everything. Its room is bounded: when SQL is away for too long, all of it is given up, to
 * be read from the journal again (`catchUp`), and until then it is `behind`.
 */
export class Pending {
  #next = emptyBatch()
  #writing: PendingBatch | undefined
  #collects = true
  #behind = false
  readonly #candlesMax: number

  constructor(candlesMax = pendingCandlesMax) {
    this.#candlesMax = candlesMax
  }

  /** Something that SQL does not have is not here either. */
  get behind(): boolean {
    return this.#behind
  }

  get size(): number {
    return this.#next.candles.size
  }

  candle(market: MarketCode, interval: Interval, candle: Candle): void {
    if (!this.#collects) return
    this.#next.candles.set(`${market}/${interval}/${candle.openedAt}`, { market, interval, candle })
    if (this.size > this.#candlesMax) this.giveUp()
  }

  /** Forgets what waits, and waits for `collect`. */
  giveUp(): void {
    this.#next = emptyBatch()
    this.#collects = false
    this.#behind = true
  }

  /** From the next record on everything is kept again; what came before is somebody else's to store. */
  collect(): void {
    this.#collects = true
  }

  /** All that was given up is stored. */
  caughtUp(): void {
    if (this.#collects) this.#behind = false
  }

  trade(trade: TapeTrade): void {
    if (!this.#collects) return
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

  /** The batch could not be written: it goes in front of what has come since, if there is room for both. */
  returned(): void {
    const batch = this.#writing
    if (!batch) return
    if (!this.#collects) {
      this.#writing = undefined
      return
    }
    for (const [key, candle] of this.#next.candles) batch.candles.set(key, candle)
    for (const [market, trades] of this.#next.trades) {
      batch.trades.set(market, [...(batch.trades.get(market) ?? []), ...trades].slice(-tapeMax))
    }
    this.#next = batch
    this.#writing = undefined
    if (this.size > this.#candlesMax) this.giveUp()
  }
}
