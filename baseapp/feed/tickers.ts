import type { Ticker } from '../api/wire.ts'

export type Tickers = Readonly<Record<string, Ticker>>

/** The message replaces the tickers it names; a market it leaves out keeps its last one. */
export function applyTickers(tickers: Tickers, payload: unknown): Tickers {
  if (typeof payload !== 'object' || payload === null) return tickers
  return { ...tickers, ...(payload as Tickers) }
}

/** The last price of a market; a ticker says zero before the first trade, which is no price. */
export const lastPriceOf = (ticker: Pick<Ticker, 'last'> | undefined): string | undefined =>
  ticker !== undefined && /[1-9]/.test(ticker.last) ? ticker.last : undefined
