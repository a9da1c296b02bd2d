import type { DefineAsset, DefinedMarket, Event } from '../../core/exchange/index.ts'
import type { AssetCode, MarketCode, TimeMs } from '../../core/units/index.ts'
import type { JournalRecord, QueryResult } from '../engine/index.ts'
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

/** Which commands may change what can be traded; nearly all of a journal's records are none of them. */
const defining: Record<JournalRecord['kind'], boolean> = {
  define_asset: true,
  define_market: true,
  set_market_status: true,
  end_auction: true,
  set_trading_fee: true,
  delete_trading_fee: true,
  set_user_group: false,
  credit_deposit: false,
  adjust_balance: false,
  set_adjustment_cap: false,
  fund_house: false,
  record_expense: false,
  resolve_suspense: false,
  transfer_funds: false,
  hold_withdrawal: false,
  complete_withdrawal: false,
  release_withdrawal: false,
  set_withdrawals: false,
  place_order: false,
  cancel_order: false,
  cancel_orders: false,
  place_oco: false,
  amend_order: false,
  set_dead_man: false,
  trigger_order: false,
  expire_order: false,
  expire_dead_man: false,
}

/** Whether a record of this kind has events for `follow`. */
export const mayDefine = (kind: JournalRecord['kind']): boolean => defining[kind]

/** Follows one event. */
export function follow(definitions: Definitions, event: Event, at: TimeMs): Followed {
  switch (event.kind) {
    case 'asset_defined':
      definitions.assets.set(event.asset, { ...event, kind: 'define_asset' })
      return { changed: true }
    case 'market_defined': {
      const known = definitions.markets.get(event.market)
      // Another status ends an auction that would have opened by itself.
      const endsAt = known?.status === event.status ? known.endsAt : null
      definitions.markets.set(event.market, { ...event, kind: 'define_market', endsAt })
      return { changed: true }
    }
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
