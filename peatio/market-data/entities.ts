import type { KLinePoint, PublicTrade, TickerFields, WireLevel } from '../../contract/index.ts'
import { amountOf, decimalFromAmount, type Amount } from '../../core/units/index.ts'
import type { Candle } from './candle.ts'
import type { Level } from './levels.ts'
import type { MarketScale } from './market-feed.ts'
import type { TickerSums } from './roll-ticker.ts'
import type { TapeTrade } from './tape.ts'

/** The nearest JSON number to an exact sum: only where the wire wants numbers, after all arithmetic is done. */
const numberOf = (sum: Amount): number => Number(decimalFromAmount(sum))

export const secondsOf = (at: number): number => Math.floor(at / 1000)

export function kLinePoint(candle: Candle): KLinePoint {
  const { open, high, low, close, baseVolume } = candle
  return [
    secondsOf(candle.openedAt),
    numberOf(open),
    numberOf(high),
    numberOf(low),
    numberOf(close),
    numberOf(baseVolume),
  ]
}

type Precisions = Pick<MarketScale, 'pricePrecision' | 'amountPrecision'>

/** A level as `[price, quantity]`, both decimal strings. */
export const wireLevel = (level: Level, { pricePrecision, amountPrecision }: Precisions): WireLevel => [
  decimalFromAmount(amountOf(level.price, pricePrecision)),
  decimalFromAmount(amountOf(level.quantity, amountPrecision)),
]

export const publicTrade = (trade: TapeTrade): PublicTrade => ({
  id: trade.trade,
  price: numberOf(trade.price),
  amount: numberOf(trade.base),
  total: numberOf(trade.quote),
  market: trade.market,
  created_at: secondsOf(trade.at),
  taker_type: trade.takerSide,
})

/** A ticker in the wire's words, as of a moment in ms. */
export function tickerFields(sums: TickerSums, at: number): TickerFields {
  const volume = decimalFromAmount(sums.quoteVolume)
  return {
    at: String(secondsOf(at)),
    avg_price: decimalFromAmount(sums.average),
    high: decimalFromAmount(sums.high),
    last: decimalFromAmount(sums.last),
    low: decimalFromAmount(sums.low),
    open: decimalFromAmount(sums.open),
    price_change_percent: percentOf(sums.changeBasisPoints),
    volume,
    vol: volume,
    amount: decimalFromAmount(sums.baseVolume),
  }
}

/** `+1.23%`: signed, and always with two decimals. */
function percentOf(basisPoints: bigint): string {
  const digits = (basisPoints < 0n ? -basisPoints : basisPoints).toString().padStart(3, '0')
  return `${basisPoints < 0n ? '-' : '+'}${digits.slice(0, -2)}.${digits.slice(-2)}%`
}
