import type { Catalog } from '../catalog/index.ts'

export type MarketChoice = {
  market: readonly string[] | undefined
  market_type: 'spot' | 'qe'
  base_unit?: string | undefined
  quote_unit?: string | undefined
}

/** Codes of the markets a list is about: `undefined` for all, `unknown` if a name is nobody's. */
export function chooseMarkets(
  catalog: Pick<Catalog, 'market' | 'markets'>,
  { market: named, market_type: type, base_unit: base, quote_unit: quote }: MarketChoice,
): readonly string[] | undefined | 'unknown' {
  const all = catalog.markets()
  if (named?.some((code) => !catalog.market(code))) return 'unknown'
  if (base !== undefined && !all.some((market) => market.base === base)) return 'unknown'
  if (quote !== undefined && !all.some((market) => market.quote === quote)) return 'unknown'
  // There are no `qe` markets here: the word is understood, and finds nothing.
  if (type === 'qe') return []
  if (base === undefined && quote === undefined) return named
  return all
    .filter((market) => named === undefined || named.includes(market.code))
    .filter((market) => base === undefined || market.base === base)
    .filter((market) => quote === undefined || market.quote === quote)
    .map((market) => market.code)
}
