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
  TimeMs,
} from '../units/index.ts'
import type { BooksEvent, BooksRejectReason } from './books-event.ts'
import type {
  DefineAsset,
  DefineMarket,
  MarketStatus,
  OrderType,
  SetTradingFee,
  SpecialTerms,
} from './command.ts'

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
  | 'would_take'
  | 'invalid_trigger'
  | 'invalid_expiry'
  | 'invalid_display'
  | 'invalid_order'
  | 'price_outside_band'
  | 'notional_too_small'
  | 'order_linked'
  | 'deadline_passed'
  | 'internal_fault'

/** What happened, in the past tense, with everything a reader needs to post it to a book of accounts. */
export type Event =
  | (Omit<DefineAsset, 'kind'> & { kind: 'asset_defined' })
  | (Omit<Required<DefineMarket>, 'kind' | 'keepsStatus'> & { kind: 'market_defined' })
  | {
      kind: 'market_status_changed'
      market: MarketCode
      status: MarketStatus
      reason: string
      endsAt: TimeMs | null
    }
  | (Omit<SetTradingFee, 'kind'> & { kind: 'trading_fee_set' })
  | { kind: 'trading_fee_deleted'; group: string; market: MarketCode | 'any' }
  | { kind: 'user_group_set'; account: AccountId; group: string }
  | { kind: 'deposit_credited'; account: AccountId; asset: AssetCode; sum: Amount; reference: string }
  | BooksEvent
  | OrderAccepted
  | TradeMade
  | { kind: 'order_rested'; order: OrderId }
  | OrderCanceled
  | OrderReduced
  | OrderAmended
  | OrderTriggered
  | { kind: 'dead_man_set'; account: AccountId; expiresAt: TimeMs | null }

/**
 * The order is paid for: `held` of `asset` is promised to it. One with a trigger or trail waits; `partner` is the
 * other leg
 * of a one-cancels-other pair.
 */
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
  special: SpecialTerms | null
  partner: OrderId | null
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
  /** What the maker receives out of the taker's fee, in its asset. */
  makerRebate: Amount
  /** Made by an opening auction: both paid their maker rate, and the price need not be the maker's. */
  auction: boolean
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
  /** `null` in journals of before reasons were kept. */
  reason: CancelReason | null
}

/** All reasons: whoever keeps one as a number counts its place here. */
export const cancelReasons = [
  'requested',
  'unfilled',
  'self_trade',
  'expired',
  'oco',
  'would_take',
  'disconnected',
  'dead_man',
] as const
export type CancelReason = (typeof cancelReasons)[number]

/** `by` lots less of a resting or incoming order, which keeps its place; `released` of `asset` is free again. */
export type OrderReduced = {
  kind: 'order_reduced'
  order: OrderId
  account: AccountId
  market: MarketCode
  by: Lots
  remaining: Lots
  asset: AssetCode
  released: Amount
  reason: 'amended' | 'self_trade'
}

/**
 * The order left the book with another price or quantity; the change of its promise is `held` or `released` of
 * `asset`.
 */
export type OrderAmended = {
  kind: 'order_amended'
  order: OrderId
  account: AccountId
  market: MarketCode
  previousLimit: Ticks
  limit: Ticks
  quantity: Lots
  remaining: Lots
  asset: AssetCode
  held: Amount
  released: Amount
}

/**
 * A waiting order wakes, and has `quantity` from now on; the change of its promise is `held` or `released` of
 * `asset`.
 */
export type OrderTriggered = {
  kind: 'order_triggered'
  order: OrderId
  account: AccountId
  market: MarketCode
  quantity: Lots
  asset: AssetCode
  held: Amount
  released: Amount
}
