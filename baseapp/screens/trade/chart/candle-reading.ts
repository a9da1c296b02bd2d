import { compact, decimal, decimalOfNumber } from '../../../../web/kit/format.ts'
import type { Candle, Market } from '../../../api/index.ts'

type Precision = Pick<Market, 'price_precision' | 'amount_precision'>

/** `64,005.69` of a JSON number. */
export const groupedNumber = (value: number, precision: number): string =>
  decimal(decimalOfNumber(value, precision), precision)

/** A candle in words: its four prices, its volume, and how far it moved. */
export function candleReading([, open, high, low, close, volume]: Candle, market: Precision) {
  const price = (value: number) => groupedNumber(value, market.price_precision)
  const percent = open === 0 ? 0 : ((close - open) / open) * 100
  const values: [name: string, text: string][] = [
    ['O', price(open)],
    ['H', price(high)],
    ['L', price(low)],
    ['C', price(close)],
    ['Vol', compact(decimalOfNumber(volume, market.amount_precision))],
  ]
  return { values, change: `${percent < 0 ? '' : '+'}${percent.toFixed(2)}%`, isUp: close >= open }
}
