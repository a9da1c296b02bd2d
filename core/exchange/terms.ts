import { Step } from '../ledger/index.ts'
import type { Side } from '../matching/index.ts'
import { scale, type AssetCode, type MarketCode } from '../units/index.ts'
import type { DefineMarket } from './command.ts'

/**
 * What a market's sums are counted in; never changes. One lot at one tick costs a whole number of quote units, and
 * a millionth of that is whole too: no trade and no fee ever rounds (law 5).
 */
export type Terms = {
  readonly market: MarketCode
  readonly baseAsset: AssetCode
  readonly quoteAsset: AssetCode
  /** One lot, in base; its millionths are what fees are counted in. */
  readonly base: Step
  /** One lot at one tick, in quote. */
  readonly quote: Step
}

export function termsOf({ market, base, quote, amountPrecision, pricePrecision }: DefineMarket): Terms {
  const [basePower, quotePower] = [scale - amountPrecision, scale - amountPrecision - pricePrecision]
  return {
    market,
    baseAsset: base,
    quoteAsset: quote,
    base: new Step(basePower),
    quote: new Step(quotePower),
  }
}

/** What an order promises is counted in: quote for a buyer, base for a seller. */
export const promiseStep = (terms: Terms, side: Side): Step => (side === 'buy' ? terms.quote : terms.base)

export const promiseAsset = (terms: Terms, side: Side): AssetCode =>
  side === 'buy' ? terms.quoteAsset : terms.baseAsset
