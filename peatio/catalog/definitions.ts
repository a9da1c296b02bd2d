import type { DefineAsset, DefinedMarket, Event } from '../../core/exchange/index.ts'
import type { AssetCode, MarketCode, TimeMs } from '../../core/units/index.ts'
import type { QueryResult } from '../engine/index.ts'
import { feeKey, type TradingFee } from './trading-fee-store.ts'

/** What the journal says can be traded, and at which rates. */
export type Definitions = {
  assets: Map<AssetCode, DefineAsset>
  markets: Map<MarketCode, DefinedMarket>
  fees: Map<string, TradingFee>
  lastFeeId: number
}

/** What an event changed; a fee is to be stored, or removed from where it is stored. */
export type Followed = {
  changed: boolean
  fee?: TradingFee
  gone?: { group: string; market: string }
}

export const definitionsOf = (read: QueryResult['definitions'], fees: TradingFee[]): Definitions => ({
  assets: new Map(read.assets.map((asset) => [asset.asset, asset])),
  markets: new Map(read.markets.map((market) => [market.market, market])),
  fees: new Map(fees.map((fee) => [feeKey(fee), fee])),
  lastFeeId: Math.max(0, ...fees.map(({ id }) => id)),
})

/** Follows one event. */
export function follow(definitions: Definitions, event: Event, at: TimeMs): Followed {
  switch (event.kind) {
    case 'asset_defined':
      definitions.assets.set(event.asset, { ...event, kind: 'define_asset' })
      return { changed: true }
    case 'market_defined':
      definitions.markets.set(event.market, {
        ...event,
        kind: 'define_market',
        endsAt: definitions.markets.get(event.market)?.endsAt ?? null,
      })
      return { changed: true }
    case 'market_status_changed': {
      const market = definitions.markets.get(event.market)
      if (market)
        definitions.markets.set(event.market, {
          ...market,
          status: event.status,
          endsAt: event.endsAt ?? null,
        })
      return { changed: true }
    }
    case 'trading_fee_set': {
      const { group, market, makerFee, takerFee } = event
      const known = definitions.fees.get(feeKey(event))
      const id = known?.id ?? (definitions.lastFeeId += 1)
      const fee = { id, group, market, makerFee, takerFee, createdAt: known?.createdAt ?? at, updatedAt: at }
      definitions.fees.set(feeKey(event), fee)
      return { changed: true, fee }
    }
    case 'trading_fee_deleted':
      definitions.fees.delete(feeKey(event))
      return { changed: true, gone: event }
    default:
      return { changed: false }
  }
}
