import type { TradeMade } from '../../core/exchange/index.ts'
import { amountOf, type Amount, type MarketCode, type TimeMs, type TradeId } from '../../core/units/index.ts'

/** A trade as the public sees it: no orders, no people. `quote` is exactly price × base. */
export type TapeTrade = {
  trade: TradeId
  market: MarketCode
  at: TimeMs
  price: Amount
  base: Amount
  quote: Amount
  takerSide: 'buy' | 'sell'
}

/** How many trades of each market are kept for the public. */
export const tapeMax = 1000

export const tapeOf = (event: TradeMade, at: TimeMs, pricePrecision: number): TapeTrade => ({
  trade: event.trade,
  market: event.market,
  at,
  price: amountOf(event.price, pricePrecision),
  base: event.base,
  quote: event.quote,
  takerSide: event.takerSide,
})
