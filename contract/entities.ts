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
  ord_type: 'limit' | 'market'
  /** `null` for a market order. */
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
}

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
