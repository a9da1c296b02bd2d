import { bookLevelsMax, type BookSnapshot, type WireLevel } from '../../contract/index.ts'
import { amountOf, decimalFromAmount } from '../../core/units/index.ts'
import type { MarketFeed } from '../market-data/index.ts'
import { bookDeltas, type LevelChange, type PublishedBook } from './book-deltas.ts'
import { streamFrame } from './frame.ts'

/**
 * The published book of a market: its best levels a side, and a sequence that counts single changes.
 * All clients at the same sequence hold the same book, so one increment serves them all.
 */
export class BookStream {
  readonly #feed: MarketFeed
  readonly #name: string
  #published: PublishedBook
  #revision: number
  #sequence = 1
  #snapshot: Buffer | undefined

  constructor(feed: MarketFeed) {
    this.#feed = feed
    this.#name = feed.scale.market
    this.#published = this.#best()
    this.#revision = feed.revision
  }

  #best(): PublishedBook {
    const { buy, sell } = this.#feed.book
    return { bids: buy.top(bookLevelsMax), asks: sell.top(bookLevelsMax) }
  }

  /** Publishes what changed since the last time: its frames in one buffer, or nothing. */
  advance(): Buffer | undefined {
    if (this.#revision === this.#feed.revision) return undefined
    const next = this.#best()
    const changes = bookDeltas(this.#published, next)
    this.#revision = this.#feed.revision
    this.#published = next
    if (changes.length === 0) return undefined
    this.#snapshot = undefined
    return Buffer.concat(changes.map((change) => this.#increment(change)))
  }

  /** The book as last published, for a client that starts here. */
  snapshot(): Buffer {
    if (this.#snapshot) return this.#snapshot
    const { bids, asks } = this.#published
    const levels = (side: PublishedBook['bids']) =>
      side.map(({ price, quantity }) => this.#wire(price, quantity))
    const payload: BookSnapshot = { asks: levels(asks), bids: levels(bids), sequence: this.#sequence }
    return (this.#snapshot = streamFrame(`${this.#name}.ob-snap`, payload))
  }

  #increment({ side, price, quantity }: LevelChange): Buffer {
    return streamFrame(`${this.#name}.ob-inc`, {
      [side]: this.#wire(price, quantity),
      sequence: ++this.#sequence,
    })
  }

  #wire(price: number, quantity: number): WireLevel {
    const { pricePrecision, amountPrecision } = this.#feed.scale
    const whole = quantity === 0 ? '' : decimalFromAmount(amountOf(quantity, amountPrecision))
    return [decimalFromAmount(amountOf(price, pricePrecision)), whole]
  }
}
