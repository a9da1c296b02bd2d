import type { PaymentAddress } from './wallets.ts'

/**
 * What a user's own things look like on the wire: the superset of Peatio 2.6 and 3.1. Sums, prices and rates are
 * decimal strings that always have a fraction (`"5.0"`); times are ISO 8601 without milliseconds.
 */

/** `pending` and `reject` are words of the reference's asynchronous engine: this one answers with the final state. */
export type OrderState = 'pending' | 'wait' | 'done' | 'cancel' | 'reject'

/** An order of the caller. `maker_fee` and `taker_fee` are rates, fixed when it was placed. */
export type Order = {
  id: number
  uuid: string
  side: 'buy' | 'sell'
  ord_type: 'limit' | 'market' | 'stop_limit' | 'stop_market' | 'trailing_stop'
  /** `null` for an order without a limit: a market order, also one that waits for its trigger. */
  price: string | null
  avg_price: string
  state: OrderState
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
} & Partial<OrderTerms>

/** What only special orders say: each field is there only where it says something. */
export type OrderTerms = {
  /** The trader's own name, if it was not a uuid: that is the order's `uuid`. */
  client_order_id: string
  time_in_force: 'gtc' | 'ioc' | 'fok' | 'gtd'
  expires_at: string
  post_only: true
  /** What wakes a stop; of a trailing stop, where its trigger is now. */
  stop_price: string
  trailing_offset: string
  /** Of a stop: `false` while it waits, `true` once it is awake. */
  triggered: boolean
  display_volume: string
  quote_volume: string
  protection_price: string
  self_trade_prevention: 'cancel_taker' | 'cancel_maker' | 'cancel_both' | 'decrement'
  /** Why it was canceled, unless its trader asked for it. */
  cancel_reason: 'unfilled' | 'self_trade' | 'expired' | 'oco' | 'would_take' | 'disconnected' | 'dead_man'
  /** The number of the other leg: one cancels the other. */
  linked_order_id: number
}

/** An entry of a batch, in its place: with the order, or with the errors that refused it. */
export type BatchAnswer = { status: number; body: Order } | { status: number; errors: string[] }

/** When all orders of the caller will be canceled; `null` if never. */
export type DeadMan = { timeout: number; expires_at: string | null }

/** A fill as part of its order. */
export type OrderTrade = {
  id: number
  price: string
  amount: string
  total: string
  market: string
  market_type: 'spot'
  created_at: string
  taker_type: 'buy' | 'sell'
  /** The order's side. */
  side: 'buy' | 'sell'
}

export type OrderWithTrades = Order & { trades: OrderTrade[] }

/** A trade as one of its two parties sees it; `fee` is the rate, `fee_amount` what it came to. */
export type Trade = OrderTrade & {
  fee_currency: string
  fee: string
  fee_amount: string
  order_id: number
}

/** A user's balance of an asset: `balance` may be used, `locked` is promised. Addresses: coins only. */
export type Account = {
  currency: string
  balance: string
  locked: string
  deposit_address?: PaymentAddress | null
  deposit_addresses?: PaymentAddress[]
}
