import type { WireOrderType } from './market-place.ts'
import type { TickerFields } from './streams.ts'

/** One network of an asset; fiat has one, without a blockchain. From `explorer_transaction` on: coins only. */
export type CurrencyNetwork = {
  blockchain_key: string | null
  currency_id: string
  parent_id: string | null
  deposit_enabled: boolean
  withdrawal_enabled: boolean
  deposit_fee: string
  min_deposit_amount: string
  withdraw_fee: string
  min_withdraw_amount: string
  base_factor: number
  explorer_transaction?: string
  explorer_address?: string
  description?: string
  warning?: string
  protocol?: string
  min_confirmations?: number
}

/**
 * An asset in the union of both dialects: 3.1's `networks`, and 2.6's flat fields of the first network.
 * The flat withdrawal limits are always zero: limits are per group and KYC level.
 */
export type Currency = {
  id: string
  status: 'enabled' | 'disabled' | 'hidden'
  visible: boolean
  symbol: string
  name: string
  description: string
  homepage: string
  price: string
  type: 'coin' | 'fiat'
  precision: number
  position: number
  icon_url: string | null
  networks: CurrencyNetwork[]
  parent_id: string | null
  deposit_enabled: boolean
  withdrawal_enabled: boolean
  deposit_fee: string
  min_deposit_amount: string
  withdraw_fee: string
  min_withdraw_amount: string
  withdraw_limit_24h: string
  withdraw_limit_72h: string
  base_factor: number
  explorer_transaction?: string
  explorer_address?: string
  min_confirmations?: number
}

/** `max_price` 0.0 means none. `locked` markets may be watched, and not traded. */
export type MarketEntity = {
  id: string
  symbol: string
  name: string
  type: 'spot'
  base_unit: string
  quote_unit: string
  min_price: string
  max_price: string
  min_amount: string
  amount_precision: number
  price_precision: number
  state: 'enabled' | 'disabled' | 'hidden' | 'locked' | 'presale'
  /** Controls of this market, only if it has them: largest order, least notional in quote, largest step from the last
   * price (a fraction). */
  max_amount?: string
  min_notional?: string
  price_band?: string
  /** What it accepts, in more words than `state` has; only where that is not everything. */
  status?: 'open' | 'post_only' | 'cancel_only' | 'auction' | 'halted' | 'delisted'
  /** While an auction runs that opens by itself: when. */
  ends_at?: string
}

/** Seconds since the epoch, and JSON numbers: this is one of the two places where the wire has them. */
export type PublicTrade = {
  id: number
  price: number
  amount: number
  total: number
  market: string
  created_at: number
  taker_type: 'buy' | 'sell'
}

/**
 * A resting order as the public sees it: nothing tells whose it is, and the rates are those that everyone
 * pays on this market, not its owner's.
 */
export type PublicOrder = {
  id: number
  uuid: string
  side: 'buy' | 'sell'
  ord_type: WireOrderType
  price: string | null
  avg_price: string
  state: 'wait' | 'done' | 'cancel'
  market: string
  market_type: 'spot'
  created_at: string
  updated_at: string
  origin_volume: string
  remaining_volume: string
  executed_volume: string
  maker_fee: string
  taker_fee: string
  trades_count: number
}

export type Ticker = { at: string; ticker: TickerFields }

export type TradingFee = {
  id: number
  group: string
  market_id: string
  market_type: 'spot'
  maker: string
  taker: string
  created_at: string
  updated_at: string
}

export type WithdrawLimit = {
  id: number
  group: string
  kyc_level: string
  limit_24_hour: string
  limit_1_month: string
  created_at: string
  updated_at: string
}

type Gate = { minimum_level: number }
export type MemberLevels = { deposit: Gate; withdraw: Gate; trading: Gate }
export type Version = { git_sha: string; git_tag: string; build_date: string; version: string }
export type PublicConfig = {
  currencies: Currency[]
  trading_fees: TradingFee[]
  markets: MarketEntity[]
  withdraw_limits: WithdrawLimit[]
}
