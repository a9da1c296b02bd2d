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
import type { Account, Order, OrderState, Trade } from '../../contract/entities.ts'
import type { InclusionProof, PublishedProof } from '../../contract/proofs.ts'
import type { KLinePoint, TickerFields } from '../../contract/streams.ts'
import type { DepositEntity, PaymentAddress } from '../../contract/wallets.ts'

/** The contract's replies by the short names that screens use. Decimals are strings, times ISO 8601 unless said. */
export type {
  BarongConfigs,
  Currency,
  InclusionProof,
  Label,
  MemberLevels,
  PaymentAddress,
  PublicTrade,
  PublishedProof,
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

export type { Order, OrderState, Trade }
export type Balance = Account
export type Side = 'buy' | 'sell'
export type OrderType = 'limit' | 'market'
