import type { Interval } from '../../contract/index.ts'
import type { AssetCode, MarketCode, Sequence, Ticks, Lots } from '../../core/units/index.ts'
import type { Side } from '../../core/matching/index.ts'
import { intervalNames, tradeIntoCandle, type Candle } from './candle.ts'
import { Levels, type Level } from './levels.ts'
import { dayMs } from './roll-ticker.ts'
import { tapeMax, type TapeTrade } from './tape.ts'

/** What readers need to turn ticks and lots into decimals. Precisions of a market never change. */
export type MarketScale = {
  market: MarketCode
  base: AssetCode
  quote: AssetCode
  pricePrecision: number
  amountPrecision: number
}

/** What a restart finds of a market: its book at a sequence, and its past as it was stored. */
export type MarketSeed = {
  bids: Level[]
  asks: Level[]
  bookAt: Sequence | 0
  tape: TapeTrade[]
  minutes: Candle[]
  latest: Map<Interval, Candle[]>
}

export const emptySeed = (): MarketSeed => ({
  bids: [],
  asks: [],
  bookAt: 0,
  tape: [],
  minutes: [],
  latest: new Map(),
})

/** Everything that the public sees of one market, kept in memory: its book, its tape and its running candles. */
export class MarketFeed {
  readonly scale: MarketScale
  readonly book: { buy: Levels; sell: Levels } = { buy: new Levels('buy'), sell: new Levels('sell') }
  /** Oldest first. */
  #tape: TapeTrade[]
  /** Of the last day, ascending; older ones are dropped now and then. */
  #minutes: Candle[]
  /** The last candle that traded and the one before it, by interval. */
  readonly #latest = new Map<Interval, Candle[]>()
  readonly #bookAt: Sequence | 0
  /** Counts changes of the book, so that a reader can see that nothing happened. */
  revision = 0

  constructor(scale: MarketScale, seed: MarketSeed = emptySeed()) {
    this.scale = scale
    this.#bookAt = seed.bookAt
    this.#tape = seed.tape
    this.#minutes = seed.minutes
    for (const interval of intervalNames) this.#latest.set(interval, seed.latest.get(interval) ?? [])
    for (const { price, quantity } of seed.bids) this.book.buy.set(price, quantity)
    for (const { price, quantity } of seed.asks) this.book.sell.set(price, quantity)
  }

  /** A level's whole quantity after the command at `sequence`; what the seed already knows is passed over. */
  level(sequence: Sequence, side: Side, { price, quantity }: { price: Ticks; quantity: Lots }): void {
    if (sequence <= this.#bookAt) return
    this.book[side].set(price, quantity)
    this.revision++
  }

  /** Adds a trade to the tape and to every running candle; gives the candles that changed. */
  trade(trade: TapeTrade): { interval: Interval; candle: Candle }[] {
    this.#tape.push(trade)
    if (this.#tape.length >= 2 * tapeMax) this.#tape = this.#tape.slice(-tapeMax)
    return intervalNames.map((interval) => {
      const latest = this.#latest.get(interval)!
      const last = latest.at(-1)
      const candle = tradeIntoCandle(last, trade, interval)
      if (last?.openedAt === candle.openedAt) latest[latest.length - 1] = candle
      else if (latest.push(candle) > 2) latest.shift()
      if (interval === '1m') this.#minute(candle)
      return { interval, candle }
    })
  }

  #minute(candle: Candle): void {
    if (this.#minutes.at(-1)?.openedAt === candle.openedAt) this.#minutes[this.#minutes.length - 1] = candle
    else this.#minutes.push(candle)
    if (this.#minutes.length > 4000) {
      this.#minutes = this.#minutes.filter(({ openedAt }) => openedAt > candle.openedAt - dayMs)
    }
  }

  /** The newest trades, newest first. */
  trades(limit: number): TapeTrade[] {
    return this.#tape.slice(-Math.min(limit, tapeMax)).reverse()
  }

  get lastTrade(): TapeTrade | undefined {
    return this.#tape.at(-1)
  }

  get minutes(): readonly Candle[] {
    return this.#minutes
  }

  /** The last candle that traded, and the one before it: oldest first, at most two. */
  latest(interval: Interval): readonly Candle[] {
    return this.#latest.get(interval)!
  }
}
