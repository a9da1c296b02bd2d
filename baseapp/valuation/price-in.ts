import { unit } from '../../core/units/index.ts'
import { unitsOf } from '../../web/kit/format.ts'
import type { Market, Ticker } from '../api/wire.ts'

export type Prices = {
  markets: readonly Pick<Market, 'id' | 'base_unit' | 'quote_unit'>[]
  tickers: Readonly<Record<string, Pick<Ticker, 'last'>>>
}

/**
 * The price of one `asset` in `quote` as 10⁻¹⁸ units: by a market between them in either direction, else through one
 * asset between them. `undefined` when no traded market tells.
 */
export function priceIn(asset: string, quote: string, prices: Prices): bigint | undefined {
  const direct = directPrice(asset, quote, prices)
  if (direct !== undefined) return direct
  for (const between of neighboursOf(asset, prices)) {
    const first = directPrice(asset, between, prices)
    const second = directPrice(between, quote, prices)
    if (first !== undefined && second !== undefined) return (first * second) / unit
  }
  return undefined
}

/** What `units` of `asset` are worth in `quote`, cut to whole units. */
export function valueIn(units: bigint, asset: string, quote: string, prices: Prices): bigint | undefined {
  const price = priceIn(asset, quote, prices)
  return price === undefined ? undefined : (units * price) / unit
}

function directPrice(asset: string, quote: string, { markets, tickers }: Prices): bigint | undefined {
  if (asset === quote) return unit
  for (const market of markets) {
    const last = unitsOf(tickers[market.id]?.last)
    // A market without trades says zero, which is no price.
    if (last === undefined || last <= 0n) continue
    if (market.base_unit === asset && market.quote_unit === quote) return last
    if (market.base_unit === quote && market.quote_unit === asset) return (unit * unit) / last
  }
  return undefined
}

const neighboursOf = (asset: string, { markets }: Prices): string[] =>
  markets.flatMap(({ base_unit: base, quote_unit: quote }) =>
    base === asset ? [quote] : quote === asset ? [base] : [],
  )
