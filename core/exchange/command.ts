import type { Side } from '../matching/index.ts'
import type { AccountId, Amount, AssetCode, Lots, MarketCode, OrderId, Ppm, Ticks } from '../units/index.ts'
import type { BooksCommand } from './books-command.ts'

export type AssetType = 'coin' | 'fiat'
export type MarketStatus = 'open' | 'post_only' | 'cancel_only' | 'auction' | 'halted' | 'delisted'
export type OrderType = 'limit' | 'market'

/** An asset becomes ownable. Precision = digits shown and accepted, at most 18. */
export type DefineAsset = { kind: 'define_asset'; asset: AssetCode; type: AssetType; precision: number }

/**
 * A market opens. Valid only if `pricePrecision + amountPrecision ≤ 12` (law 5).
 * `priceMax` 0 means none. Repeating a definition changes limits and status, never precisions.
 */
export type DefineMarket = {
  kind: 'define_market'
  market: MarketCode
  base: AssetCode
  quote: AssetCode
  pricePrecision: number
  amountPrecision: number
  priceMin: Ticks
  priceMax: Ticks | 0
  quantityMin: Lots
  status: MarketStatus
}

/** Opens, halts or resumes a market. Cancels are taken in every status. */
export type SetMarketStatus = {
  kind: 'set_market_status'
  market: MarketCode
  status: MarketStatus
  reason: string
}

/** Fees of a group of users on a market; `any` stands for all groups or all markets, the most specific wins. */
export type SetTradingFee = {
  kind: 'set_trading_fee'
  group: string
  market: MarketCode | 'any'
  makerFee: Ppm
  takerFee: Ppm
}

export type SetUserGroup = { kind: 'set_user_group'; account: AccountId; group: string }

/** Funds arrived from outside. `reference` names the deposit; the command's key makes it harmless to repeat. */
export type CreditDeposit = {
  kind: 'credit_deposit'
  account: AccountId
  asset: AssetCode
  sum: Amount
  reference: string
}

/** `uuid` is the order's public name; a random one is made by whoever sends the command. */
export type PlaceOrder = {
  kind: 'place_order'
  account: AccountId
  uuid: string
  market: MarketCode
  side: Side
  type: OrderType
  /** The worst acceptable price; `null` for market orders. */
  limit: Ticks | null
  quantity: Lots
}

export type CancelOrder = { kind: 'cancel_order'; account: AccountId; order: OrderId }

/** Cancels all open orders of a user, or those of one market or side. */
export type CancelOrders = {
  kind: 'cancel_orders'
  account: AccountId
  market: MarketCode | null
  side: Side | null
}

export type Command =
  | DefineAsset
  | DefineMarket
  | SetMarketStatus
  | SetTradingFee
  | SetUserGroup
  | CreditDeposit
  | BooksCommand
  | PlaceOrder
  | CancelOrder
  | CancelOrders
