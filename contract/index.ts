// Contract: what may be said. REST endpoints, streams and error keys, shared by servers, browsers, SDK and docs.
export type { Claims } from './claims.ts'
export { endpoint } from './endpoint.ts'
export type { Endpoint, Method, ReplyOf } from './endpoint.ts'
export { decimal, flag, integer, listOf, oneOf, param, readParams, text } from './param.ts'
export type { Keys, Param, Params, Read, ValuesOf } from './param.ts'
export {
  getAlive,
  getCurrency,
  getDepth,
  getKLine,
  getMemberLevels,
  getOrderBook,
  getPublicConfig,
  getReady,
  getTicker,
  getTimestamp,
  getVersion,
  listCurrencies,
  listMarkets,
  listPublicTrades,
  listTickers,
  listTradingFees,
  listWithdrawLimits,
  pagination,
} from './public.ts'
export type {
  Currency,
  CurrencyNetwork,
  MarketEntity,
  MemberLevels,
  PublicConfig,
  PublicOrder,
  PublicTrade,
  Ticker,
  TradingFee,
  Version,
  WithdrawLimit,
} from './public-entities.ts'
export { bookLevelsMax, clientFrameBytesMax, intervals } from './streams.ts'
export type {
  BalancesEvent,
  BookIncrement,
  BookSnapshot,
  ClientMessage,
  DepositAddressEvent,
  DepositEvent,
  Interval,
  KLinePoint,
  OrderEvent,
  PrivateStreams,
  PublicStreams,
  ServerReply,
  StreamTickers,
  StreamTrades,
  TickerFields,
  TradeEvent,
  WireLevel,
} from './streams.ts'
