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
  TradeId,
} from '../units/index.ts'
import type { BooksEvent, BooksRejectReason } from './books-event.ts'
import type { DefineAsset, DefineMarket, MarketStatus, OrderType, SetTradingFee } from './command.ts'

/** Every expected no. `contract/rejections.ts` gives each its status and wire key. */
export type RejectReason =
  | BooksRejectReason
  | 'unknown_market'
  | 'unknown_asset'
  | 'unknown_order'
  | 'order_closed'
  | 'market_not_open'
  | 'invalid_definition'
  | 'invalid_price'
  | 'invalid_quantity'
  | 'invalid_sum'
  | 'insufficient_funds'
  | 'insufficient_liquidity'
  | 'deadline_passed'
  | 'internal_fault'

/** What happened, in the past tense, with everything a reader needs to post it to a book of accounts. */
export type Event =
  | (Omit<DefineAsset, 'kind'> & { kind: 'asset_defined' })
  | (Omit<DefineMarket, 'kind'> & { kind: 'market_defined' })
  | { kind: 'market_status_changed'; market: MarketCode; status: MarketStatus; reason: string }
  | (Omit<SetTradingFee, 'kind'> & { kind: 'trading_fee_set' })
  | { kind: 'user_group_set'; account: AccountId; group: string }
  | { kind: 'deposit_credited'; account: AccountId; asset: AssetCode; sum: Amount; reference: string }
  | BooksEvent
  | OrderAccepted
  | TradeMade
  | { kind: 'order_rested'; order: OrderId }
  | OrderCanceled

/** The order is paid for: `held` of `asset` is promised to it. */
export type OrderAccepted = {
  kind: 'order_accepted'
  order: OrderId
  uuid: string
  account: AccountId
  market: MarketCode
  side: Side
  type: OrderType
  limit: Ticks | null
  quantity: Lots
  asset: AssetCode
  held: Amount
  makerFeePpm: Ppm
  takerFeePpm: Ppm
}

/**
 * Maker and taker agreed. The buyer receives `base` less his fee, in the base asset;
 * the seller receives `quote` less his fee, in the quote asset.
 * `released` is what leaves the buyer's hold beyond `quote`: the price improvement returned.
 */
export type TradeMade = {
  kind: 'trade'
  trade: TradeId
  market: MarketCode
  takerSide: Side
  price: Ticks
  quantity: Lots
  maker: OrderId
  taker: OrderId
  buyer: AccountId
  seller: AccountId
  baseAsset: AssetCode
  quoteAsset: AssetCode
  base: Amount
  quote: Amount
  buyerFee: Amount
  sellerFee: Amount
  released: Amount
}

/** The order is closed before it was filled; `released` of `asset` is free again. */
export type OrderCanceled = {
  kind: 'order_canceled'
  order: OrderId
  account: AccountId
  market: MarketCode
  remaining: Lots
  asset: AssetCode
  released: Amount
}
