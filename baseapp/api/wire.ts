/** Shapes of replies, as the server sends them: decimals are strings, times ISO 8601 unless said otherwise. */

export type Side = 'buy' | 'sell'
export type OrderType = 'limit' | 'market'
export type OrderState = 'pending' | 'wait' | 'done' | 'cancel' | 'reject'

export type Market = {
  id: string
  /** `BTC/USDT` */
  name: string
  base_unit: string
  quote_unit: string
  /** `0.0`: no bound. */
  min_price: string
  max_price: string
  min_amount: string
  amount_precision: number
  price_precision: number
  state: string
}

export type Network = {
  blockchain_key: string | null
  currency_id: string
  deposit_enabled: boolean
  withdrawal_enabled: boolean
  deposit_fee: string
  min_deposit_amount: string
  withdraw_fee: string
  min_withdraw_amount: string
  explorer_transaction?: string
  explorer_address?: string
  protocol?: string
  warning?: string
  description?: string
  min_confirmations?: number
}

export type Currency = {
  id: string
  name: string
  type: 'coin' | 'fiat'
  precision: number
  position: number
  icon_url?: string
  price?: string
  deposit_enabled?: boolean
  withdrawal_enabled?: boolean
  min_deposit_amount?: string
  min_confirmations?: number
  explorer_transaction?: string
  explorer_address?: string
  networks?: Network[]
}

/** The last 24 hours. `amount` is traded in base, `volume` in quote. */
export type Ticker = {
  at: string | number
  low: string
  high: string
  open: string
  last: string
  volume: string
  amount: string
  avg_price: string
  /** `+1.23%` */
  price_change_percent: string
}

export type TickerOf = { at: string | number; ticker: Ticker }

/** Numbers here are JSON numbers, and `created_at` is in unix seconds. */
export type PublicTrade = {
  id: number
  price: number | string
  amount: number | string
  total?: number | string
  market: string
  created_at: number
  taker_type: Side
}

/** Time in unix seconds, open, high, low, close, volume in base. */
export type Candle = [number, number, number, number, number, number]

export type Depth = { timestamp: number; asks: [string, string][]; bids: [string, string][] }

export type PaymentAddress = {
  address: string | null
  currencies: string[]
  state: 'active' | 'pending'
  blockchain_key?: string | null
}

export type Balance = {
  currency: string
  /** What may be used now. */
  balance: string
  /** Promised to open orders and withdrawals. */
  locked: string
  deposit_address?: PaymentAddress | null
  deposit_addresses?: PaymentAddress[]
}

export type Order = {
  id: number
  uuid: string
  side: Side
  ord_type: OrderType
  price: string | null
  avg_price: string
  state: OrderState
  market: string
  created_at: string
  updated_at: string
  origin_volume: string
  remaining_volume: string
  executed_volume: string
  maker_fee?: string
  taker_fee?: string
  trades_count: number
}

export type Trade = {
  id: number
  price: string
  amount: string
  total: string
  fee_currency: string
  /** A rate. */
  fee: string
  fee_amount: string
  market: string
  created_at: string
  taker_type: Side
  side: Side
  order_id: number
}

export type Deposit = {
  id: number
  currency: string
  amount: string
  fee: string
  txid: string | null
  confirmations?: number | string
  state: string
  created_at: string
  completed_at: string | null
  tid: string
}

export type TradingFee = { group: string; market_id: string; maker: string; taker: string }
export type MemberLevels = Record<'deposit' | 'withdraw' | 'trading', { minimum_level: number }>

export type Label = { key: string; value: string; scope: string }

export type User = {
  email: string
  uid: string
  username?: string | null
  role: string
  level: number
  otp: boolean
  state: string
  data?: string | null
  referral_uid?: string | null
  labels?: Label[]
  created_at?: string
  updated_at?: string
}

/** What opening a session answers. */
export type SessionUser = User & { csrf_token: string }

export type ApiKey = {
  kid: string
  algorithm: string
  scope: string[]
  state: 'active' | 'disabled'
  /** Only in the answer that creates the key. */
  secret?: string
  created_at: string
  updated_at: string
}

export type Activity = {
  id: number
  user_ip: string
  user_agent: string
  topic: string
  action: string
  result: string
  created_at: string
}

export type BarongConfigs = {
  captcha_type?: string
  password_min_entropy?: number
  session_expire_time?: number
}

export type OtpSecret = { data: { barcode: string; url: string } }
