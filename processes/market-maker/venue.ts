import type { Holdings } from './inventory.ts'
import type { Side } from './quotes.ts'

/** A market as the exchange declares it. */
export type VenueMarket = {
  market: string
  base: string
  quote: string
  pricePrecision: number
  amountPrecision: number
  quantityMin: number
}
export type VenueOrder = { id: number; side: Side; price: number; remaining: number }

/** What a market maker may do, as one account. Prices in ticks, quantities in lots of the market. */
export type Venue = {
  openOrders(market: VenueMarket): Promise<VenueOrder[]>
  placeLimit(market: VenueMarket, order: { side: Side; price: number; quantity: number }): Promise<VenueOrder>
  placeMarket(market: VenueMarket, order: { side: Side; quantity: number }): Promise<void>
  cancel(id: number): Promise<void>
  cancelAll(market: VenueMarket): Promise<void>
  holdings(): Promise<Holdings>
}

/** What anyone may ask. */
export type PublicVenue = {
  markets(): Promise<VenueMarket[]>
  /** The last price in whole units of the quote asset; `null` before the first trade. */
  lastPrice(market: string): Promise<number | null>
}

/** The exchange answered no. `status` 0: it did not answer at all, and what was asked may have happened. */
export class VenueError extends Error {
  readonly status: number
  readonly keys: readonly string[]
  constructor(status: number, keys: readonly string[], cause?: unknown) {
    super(`${status} ${keys.join(' ')}`, { cause })
    this.name = 'VenueError'
    this.status = status
    this.keys = keys
  }
}
