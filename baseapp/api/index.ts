// API: the exchange's endpoints as typed calls. It spells requests and reads refusals; it knows no screens.
export { ApiError, messageOf } from './api-error.ts'
export { call, csrfToken, onRefusal, send } from './call.ts'
export { accountApi, embeddedApi, identityApi, marketApi, publicApi, resourceApi } from './endpoints.ts'
export { errorText } from './error-text.ts'
export { keyOf, prefetch, queries, useRemote } from './query.ts'
export type { Input, Remote } from './remote.ts'
export type {
  Activity,
  ApiKey,
  Balance,
  BarongConfigs,
  Candle,
  Currency,
  Deposit,
  InclusionProof,
  Label,
  Market,
  MemberLevels,
  Network,
  Order,
  OrderState,
  OrderType,
  OtpSecret,
  PaymentAddress,
  PublicTrade,
  PublishedProof,
  SessionUser,
  Side,
  Ticker,
  TickerOf,
  Trade,
  TradingFee,
  User,
} from './wire.ts'
