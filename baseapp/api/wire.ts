import type {
  ActivityEntity,
  ApiKeyEntity,
  Label,
  TotpEnrollment,
  UserWithFullInfo,
} from '../../contract/barong.ts'
import type { BarongConfigs } from '../../contract/barong.ts'
import type {
  Currency,
  CurrencyNetwork,
  MarketEntity,
  MemberLevels,
  PublicTrade,
  Ticker as TickerOf,
  TradingFee,
} from '../../contract/public-entities.ts'
import type { KLinePoint, TickerFields } from '../../contract/streams.ts'
import type { DepositEntity, PaymentAddress } from '../../contract/wallets.ts'

/** The contract's replies by the short names that screens use. Decimals are strings, times ISO 8601 unless said. */
export type {
  BarongConfigs,
  Currency,
  Label,
  MemberLevels,
  PaymentAddress,
  PublicTrade,
  TickerOf,
  TradingFee,
}
export type Activity = ActivityEntity
export type ApiKey = ApiKeyEntity
export type Candle = KLinePoint
export type Deposit = DepositEntity
export type Market = MarketEntity
export type Network = CurrencyNetwork
export type OtpSecret = TotpEnrollment
export type Ticker = TickerFields
export type User = Omit<UserWithFullInfo, 'csrf_token'>
/** What opening a session answers: the user and the CSRF token. */
export type SessionUser = UserWithFullInfo

export type Side = 'buy' | 'sell'
export type OrderType = 'limit' | 'market'
export type OrderState = 'pending' | 'wait' | 'done' | 'cancel' | 'reject'

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
