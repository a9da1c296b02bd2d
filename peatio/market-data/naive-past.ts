import type { Interval } from '../../contract/index.ts'
import { amount, unit, type Amount } from '../../core/units/index.ts'
import type { Published, RunningEngine } from '../engine/index.ts'
import { intervalMs, type Candle } from './candle.ts'
import type { MarketFeed, MarketScale } from './market-feed.ts'
import type { TickerSums } from './roll-ticker.ts'
import { tapeOf, type TapeTrade } from './tape.ts'

// What market data must say, worked out again from the list of all trades, for tests: no state, nothing rolled on.

export type Journaled = { trades: Map<string, TapeTrade[]>; levels: Map<string, Map<number, number>> }

/** All trades since the beginning, and the sum of all changes of every side of every book, from the journal itself. */
export async function journaled(engine: RunningEngine, scales: Iterable<MarketFeed>): Promise<Journaled> {
  const precision = new Map<string, number>(
    [...scales].map(({ scale }) => [scale.market, scale.pricePrecision]),
  )
  const trades = new Map<string, TapeTrade[]>()
  const levels = new Map<string, Map<number, number>>()
  const last = engine.sequence()
  await new Promise<void>((resolve) => {
    void engine.subscribe(0, (records: Published[]) => {
      for (const { events, at, touched } of records) {
        for (const event of events) {
          if (event.kind !== 'trade') continue
          const of = trades.get(event.market) ?? []
          of.push(tapeOf(event, at, precision.get(event.market)!))
          trades.set(event.market, of)
        }
        for (const { market, side, price, quantity } of touched.levels) {
          const of = levels.get(`${market}/${side}`) ?? new Map<number, number>()
          if (quantity === 0) of.delete(price)
          else of.set(price, quantity)
          levels.set(`${market}/${side}`, of)
        }
      }
      if (records.at(-1)!.sequence >= last) resolve()
    })
  })
  return { trades, levels }
}

/** Every period from the one of the first trade to the one of `now`, each from its own trades alone. */
export function naiveCandles(trades: TapeTrade[], interval: Interval, now: number): Candle[] {
  const span = intervalMs(interval)
  const periods = new Map<number, TapeTrade[]>()
  for (const trade of trades) {
    const period = Math.floor(trade.at / span)
    periods.set(period, [...(periods.get(period) ?? []), trade])
  }
  const candles: Candle[] = []
  let price: Amount | undefined
  const first = trades[0] ? Math.floor(trades[0].at / span) : Infinity
  for (let period = first; period <= Math.floor(now / span); period++) {
    const of = periods.get(period) ?? []
    const prices = of.length > 0 ? of.map((trade) => trade.price) : [price!]
    price = prices.at(-1)!
    candles.push({
      openedAt: (period * span) as Candle['openedAt'],
      open: prices[0]!,
      high: prices.reduce((a, b) => (a > b ? a : b)),
      low: prices.reduce((a, b) => (a < b ? a : b)),
      close: price,
      baseVolume: sumOf(of.map(({ base }) => base)),
      quoteVolume: sumOf(of.map(({ quote }) => quote)),
    })
  }
  return candles
}

/** The running minute and the 1,439 before it. */
export function naiveTicker(all: TapeTrade[], { pricePrecision }: MarketScale, now: number): TickerSums {
  const minute = (at: number) => Math.floor(at / 60_000)
  const of = all.filter(({ at }) => minute(at) > minute(now) - 24 * 60)
  const last = all.at(-1)?.price ?? amount(0n)
  const prices = of.map(({ price }) => price)
  const [base, quote] = [sumOf(of.map((trade) => trade.base)), sumOf(of.map((trade) => trade.quote))]
  const tick = unit / 10n ** BigInt(pricePrecision)
  const open = prices[0] ?? last
  return {
    open,
    high: prices.reduce((a, b) => (a > b ? a : b), amount(0n)),
    low: prices.length > 0 ? prices.reduce((a, b) => (a < b ? a : b)) : amount(0n),
    last,
    baseVolume: base,
    quoteVolume: quote,
    average: amount(base === 0n ? 0n : ((quote * unit) / base / tick) * tick),
    changeBasisPoints: open === 0n ? 0n : roundedHalfUp((last - open) * 10_000n, open),
  }
}

const sumOf = (sums: Amount[]): Amount => amount(sums.reduce<bigint>((sum, each) => sum + each, 0n))

/** Rounded half away from zero. */
function roundedHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (size + denominator / 2n) / denominator
  return numerator < 0n ? -rounded : rounded
}
