import type { AssetType, Event } from '../../../core/exchange/index.ts'
import { assert, type AssetCode, type MarketCode } from '../../../core/units/index.ts'
import type { QueryResult } from '../index.ts'

export type Scale = { pricePrecision: number; amountPrecision: number }

/** What rows need to know of assets and markets, none of which ever changes once defined. */
export type Definitions = {
  typeOf(asset: AssetCode): AssetType
  scaleOf(market: MarketCode): Scale
  learn(event: Event): void
}

export function createDefinitions({ assets, markets }: QueryResult['definitions']): Definitions {
  const types = new Map<AssetCode, AssetType>(assets.map(({ asset, type }) => [asset, type]))
  const scales = new Map<MarketCode, Scale>(markets.map((market) => [market.market, market]))
  return {
    typeOf(asset) {
      const type = types.get(asset)
      assert(type !== undefined, 'an asset is defined before it moves')
      return type
    },
    scaleOf(market) {
      const scale = scales.get(market)
      assert(scale !== undefined, 'a market is defined before it trades')
      return scale
    },
    learn(event) {
      if (event.kind === 'asset_defined') types.set(event.asset, event.type)
      if (event.kind === 'market_defined') scales.set(event.market, event)
    },
  }
}
