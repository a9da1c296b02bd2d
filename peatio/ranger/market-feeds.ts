import {
  intervals,
  type Interval,
  type KLinePoint,
  type StreamTickers,
  type StreamTrades,
} from '../../contract/index.ts'
import { amountOf, decimalFromAmount } from '../../core/units/index.ts'
import { isActive, type Catalog } from '../catalog/index.ts'
import type { Published } from '../engine/index.ts'
import { kLinePoint, secondsOf, tickerFields, type MarketData } from '../market-data/index.ts'
import { BookStream } from './book-stream.ts'
import { streamFrame } from './frame.ts'
import type { Subscriptions } from './subscriptions.ts'

type Deps = { subscriptions: Subscriptions; marketData: MarketData; catalog: Catalog; clock: () => number }

const tickersStream = 'global.tickers'

/** A stream's market and kind: `btcusdt.ob-inc`. */
const parts = (stream: string): [market: string, kind: string] => {
  const dot = stream.indexOf('.')
  return [stream.slice(0, dot), stream.slice(dot + 1)]
}

/** The streams of markets: books as they change, trades, tickers and candles. */
export class MarketFeeds {
  readonly #deps: Deps
  readonly #books = new Map<string, BookStream>()
  #trades = new Map<string, Buffer[]>()
  #tickers = ''
  /** What was last said of each candle of a stream, by its opening. */
  readonly #points = new Map<string, Map<number, string>>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  gather({ events, at }: Published): void {
    for (const event of events) {
      if (event.kind !== 'trade') continue
      const stream = `${event.market}.trades`
      if (!this.#deps.subscriptions.readers(stream)) continue
      const { pricePrecision } = this.#deps.marketData.feed(event.market)!.scale
      const payload: StreamTrades = {
        trades: [
          {
            tid: event.trade,
            taker_type: event.takerSide,
            date: secondsOf(at),
            price: decimalFromAmount(amountOf(event.price, pricePrecision)),
            amount: decimalFromAmount(event.base),
          },
        ],
      }
      const frames = this.#trades.get(stream) ?? []
      frames.push(streamFrame(stream, payload))
      this.#trades.set(stream, frames)
    }
  }

  flush(): void {
    for (const [market, book] of this.#books) {
      const stream = `${market}.ob-inc`
      if (!this.#deps.subscriptions.readers(stream)) continue
      const frames = book.advance()
      if (frames) this.#deps.subscriptions.publish(stream, frames)
    }
    for (const [stream, frames] of this.#trades)
      this.#deps.subscriptions.publish(stream, Buffer.concat(frames))
    this.#trades = new Map()
  }

  /**
   * What a new reader of a book gets: the book as published so far. Everyone else is first brought to the
   * same point, so that the next increment fits them all.
   */
  snapshot(stream: string): Buffer | undefined {
    const [market, kind] = parts(stream)
    const feed = kind === 'ob-inc' ? this.#deps.marketData.feed(market) : undefined
    if (!feed) return undefined
    const book = this.#books.get(market) ?? new BookStream(feed)
    this.#books.set(market, book)
    const frames = book.advance()
    if (frames) this.#deps.subscriptions.publish(stream, frames)
    return book.snapshot()
  }

  /** What a new reader is told at once, since the stream itself speaks only of changes. */
  latest(stream: string): Buffer | undefined {
    if (stream === tickersStream) return streamFrame(tickersStream, this.#tickersNow())
    const [market, kind] = parts(stream)
    const interval = intervalOfStream(kind)
    if (!interval) return undefined
    const points = this.#deps.marketData.running(market, interval).map(kLinePoint)
    // What the first reader has from here on changes, and is told, also if its period closes before the first look.
    if (!this.#points.has(stream)) this.#points.set(stream, saidOf(points))
    const running = points.at(-1)
    return running && streamFrame(stream, running)
  }

  /** Publishes tickers if any of them moved. */
  tickers(): void {
    if (!this.#deps.subscriptions.readers(tickersStream)) return
    const tickers = this.#tickersNow()
    const said = JSON.stringify(tickers, (key, value: unknown) => (key === 'at' ? undefined : value))
    if (said === this.#tickers) return
    this.#tickers = said
    this.#deps.subscriptions.publish(tickersStream, streamFrame(tickersStream, tickers))
  }

  #tickersNow(): StreamTickers {
    const { catalog, marketData, clock } = this.#deps
    const tickers: StreamTickers = {}
    for (const market of catalog.markets()) {
      const sums = isActive(market) ? marketData.ticker(market.code) : undefined
      if (sums) tickers[market.code] = tickerFields(sums, clock())
    }
    return tickers
  }

  /** Publishes candles that changed: the running one, and before it the last of the one that just closed. */
  kLines(): void {
    const { subscriptions, marketData } = this.#deps
    for (const stream of this.#points.keys()) if (!subscriptions.readers(stream)) this.#points.delete(stream)
    for (const stream of subscriptions.names()) {
      const [market, kind] = parts(stream)
      const interval = intervalOfStream(kind)
      if (!interval) continue
      const points = marketData.running(market, interval).map(kLinePoint)
      const before = this.#points.get(stream)
      const now = saidOf(points)
      this.#points.set(stream, now)
      const changed = points.filter((point) => before?.get(point[0]) !== now.get(point[0]))
      for (const point of changed) subscriptions.publish(stream, streamFrame(stream, point))
    }
  }
}

/** What is said of candles, by their openings. */
const saidOf = (points: KLinePoint[]) => new Map(points.map((point) => [point[0], JSON.stringify(point)]))

function intervalOfStream(kind: string): Interval | undefined {
  const name = kind.startsWith('kline-') ? kind.slice('kline-'.length) : ''
  return Object.hasOwn(intervals, name) ? (name as Interval) : undefined
}
