import type { Market, Ticker } from '../api/wire.ts'
import { unitsOf } from '../../web/kit/format.ts'

type Listed = Pick<Market, 'id' | 'name' | 'quote_unit'>
type Summary = Pick<Ticker, 'last' | 'volume' | 'price_change_percent'>
export type MarketSort = 'name' | 'last' | 'change' | 'volume'
export type Arrangement = {
  search: string
  /** A quote asset, `favourites`, or `all`. */
  group: string
  sort: MarketSort
  descending: boolean
}

type Known = { favourites: readonly string[]; tickers: Readonly<Record<string, Summary>> }

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

/** The markets that a list shows, in its order; equal ones by name. */
export function arrangeMarkets<M extends Listed>(
  markets: readonly M[],
  wanted: Arrangement,
  known: Known,
): M[] {
  const search = letters(wanted.search)
  const found = markets.filter(
    (market) =>
      (wanted.group === 'all' ||
        wanted.group === market.quote_unit ||
        (wanted.group === 'favourites' && known.favourites.includes(market.id))) &&
      (search === '' || letters(market.name).includes(search) || market.id.includes(search)),
  )
  const valueOf = (market: Listed): bigint => {
    const ticker = known.tickers[market.id]
    if (wanted.sort === 'change') return unitsOf(ticker?.price_change_percent.replace('%', '')) ?? 0n
    return unitsOf(wanted.sort === 'last' ? ticker?.last : ticker?.volume) ?? 0n
  }
  const sign = wanted.descending ? -1 : 1
  return found.sort((a, b) => {
    const byValue = wanted.sort === 'name' ? 0 : compare(valueOf(a), valueOf(b)) * sign
    if (byValue !== 0) return byValue
    return a.name.localeCompare(b.name) * (wanted.sort === 'name' ? sign : 1)
  })
}

/** The quote assets that markets are priced in, in the markets' order. */
export const quotesOf = (markets: readonly Listed[]): string[] => [
  ...new Set(markets.map((each) => each.quote_unit)),
]
