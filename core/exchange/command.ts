import type { Side } from '../matching/index.ts'
import type {
  AccountId,
  Amount,
  AssetCode,
  Lots,
  MarketCode,
  OrderId,
  Ppm,
  Ticks,
  TimeMs,
} from '../units/index.ts'
import type { BooksCommand } from './books-command.ts'

export type AssetType = 'coin' | 'fiat'
export type MarketStatus = 'open' | 'post_only' | 'cancel_only' | 'auction' | 'halted' | 'delisted'
export type OrderType = 'limit' | 'market' | 'stop_limit' | 'stop_market' | 'trailing_stop'
export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd'
export type SelfTradePrevention = 'cancel_taker' | 'cancel_maker' | 'cancel_both' | 'decrement'

/** An asset becomes ownable. Precision = digits shown and accepted, at most 18. */
export type DefineAsset = { kind: 'define_asset'; asset: AssetCode; type: AssetType; precision: number }

/**
 * A market opens. Valid only if `pricePrecision + amountPrecision ≤ 12` (law 5).
 * `priceMax`, `quantityMax`, `notionalMin` and `bandPpm` 0 or left out mean none. Repeating a definition changes
 * limits and
 * status, never precisions.
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
  /** A market that is there keeps the status it has by then: whoever changes a limit must not undo a halt. */
  keepsStatus?: true
  quantityMax?: Lots | 0
  /** Least notional of an order, in quote. */
  notionalMin?: Amount
  /** How far a price may be from the last trade. */
  bandPpm?: Ppm | 0
}

/** Opens, halts or resumes a market. Cancels are taken in every status. An auction with `endsAt` opens by itself. */
export type SetMarketStatus = {
  kind: 'set_market_status'
  market: MarketCode
  status: MarketStatus
  reason: string
  endsAt?: TimeMs
}

/** Fees of a group of users on a market; `any` stands for all groups or all markets, the most specific wins. */
export type SetTradingFee = {
  kind: 'set_trading_fee'
  group: string
  market: MarketCode | 'any'
  makerFee: Ppm
  takerFee: Ppm
}

/** Who paid by it pays by the next most specific fee from then on. */
export type DeleteTradingFee = { kind: 'delete_trading_fee'; group: string; market: MarketCode | 'any' }

export type SetUserGroup = { kind: 'set_user_group'; account: AccountId; group: string }

/** Funds arrived from outside. `reference` names the deposit; the command's key makes it harmless to repeat. */
export type CreditDeposit = {
  kind: 'credit_deposit'
  account: AccountId
  asset: AssetCode
  sum: Amount
  reference: string
}

/** What most orders never say. `decisions/0008` tells what each does. */
export type SpecialTerms = {
  timeInForce?: TimeInForce
  /** Of `gtd`: canceled at or after this moment. */
  expiresAt?: TimeMs
  postOnly?: boolean
  selfTradePrevention?: SelfTradePrevention
  /** Iceberg: the visible part. */
  display?: Lots
  /** Of stop-limit and stop-market: the price that wakes the order. */
  trigger?: Ticks
  /** Of a trailing stop: the distance of its trigger from the best trade since. */
  trail?: Ticks
  /** Of market orders, in place of a quantity: quote to spend or to earn, a whole number of quote steps. */
  budget?: Amount
  clientOrderId?: string
}

/** `uuid` is the order's public name; a random one is made by whoever sends the command. */
export type PlaceOrder = {
  kind: 'place_order'
  account: AccountId
  uuid: string
  market: MarketCode
  side: Side
  type: OrderType
  /** The worst acceptable price; of market types their protection price, or `null`. */
  limit: Ticks | null
  /** 0 with a budget. */
  quantity: Lots
  special?: SpecialTerms
}

/** Two orders, one life: a limit order that rests and a stop that waits. */
export type PlaceOco = {
  kind: 'place_oco'
  account: AccountId
  market: MarketCode
  side: Side
  quantity: Lots
  expiresAt?: TimeMs
  limitLeg: { uuid: string; limit: Ticks; clientOrderId?: string }
  stopLeg: {
    uuid: string
    trigger: Ticks
    type: 'stop_limit' | 'stop_market'
    limit: Ticks | null
    clientOrderId?: string
  }
}

/** Changes total quantity, limit or both of a resting limit order. */
export type AmendOrder = {
  kind: 'amend_order'
  account: AccountId
  order: OrderId
  quantity: Lots | null
  limit: Ticks | null
}

export type CancelOrder = { kind: 'cancel_order'; account: AccountId; order: OrderId }

/** Cancels all open orders of a user, or those of one market or side. */
export type CancelOrders = {
  kind: 'cancel_orders'
  account: AccountId
  market: MarketCode | null
  side: Side | null
  /** `requested` unless it says otherwise. */
  reason?: 'requested' | 'disconnected'
}

/** Unless it is set again, all of the account's orders are canceled at this moment. `null` switches it off. */
export type SetDeadMan = { kind: 'set_dead_man'; account: AccountId; expiresAt: TimeMs | null }

/** What `nextDue` names: only the engine sends these. */
export type DueCommand =
  | { kind: 'trigger_order'; order: OrderId }
  | { kind: 'expire_order'; order: OrderId }
  | { kind: 'expire_dead_man'; account: AccountId }
  | { kind: 'end_auction'; market: MarketCode }

export type Command =
  | DefineAsset
  | DefineMarket
  | SetMarketStatus
  | SetTradingFee
  | DeleteTradingFee
  | SetUserGroup
  | CreditDeposit
  | BooksCommand
  | PlaceOrder
  | CancelOrder
  | CancelOrders
  | PlaceOco
  | AmendOrder
  | SetDeadMan
