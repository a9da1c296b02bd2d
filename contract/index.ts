// Contract: what may be said. REST endpoints, streams and error keys, shared by servers, browsers, SDK and docs.
export {
  cmcAssets,
  cmcOrderBook,
  cmcSummary,
  cmcTicker,
  cmcTrades,
  geckoOrderBook,
  geckoPairs,
  geckoTickers,
  geckoTrades,
} from './aggregators.ts'
export type {
  GeckoPair,
  GeckoTicker,
  GeckoTrade,
  PairBook,
  PairSummary,
  PairTicker,
  PairTrade,
} from './aggregators.ts'
export type { Claims } from './claims.ts'
export { endpoint } from './endpoint.ts'
export type { Endpoint, Method, ReplyOf } from './endpoint.ts'
export { decimal, flag, integer, listOf, oneOf, param, readerOf, text } from './param.ts'
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
export { bookLevelsMax, clientFrameBytesMax, intervals, ordersInFlightMax, orderVerbs } from './streams.ts'
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
  OrderReply,
  OrderRequest,
  OrderVerb,
  PrivateStreams,
  PublicStreams,
  ServerReply,
  StreamTickers,
  StreamTrades,
  TickerFields,
  TradeEvent,
  WireLevel,
} from './streams.ts'
export {
  activityTopics,
  apiKeyColumns,
  changePassword,
  confirmEmail,
  createApiKey,
  createLabel,
  deleteApiKey,
  deleteLabel,
  deleteMe,
  disableTotp,
  enableTotp,
  enrollTotp,
  getLabel,
  getMe,
  identityInfo,
  listActivity,
  listApiKeys,
  listLabels,
  publicInfo,
  requestConfirmation,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updateApiKey,
  updateLabel,
  updateMe,
  verifyTotp,
} from './barong.ts'
export type {
  ActivityEntity,
  ActivityResult,
  ApiKeyEntity,
  ApiKeyState,
  BarongConfigs,
  BarongUser,
  BarongVersion,
  Label,
  LabelScope,
  TotpEnrollment,
  UserWithFullInfo,
} from './barong.ts'
export {
  depositStates,
  getDeposit,
  getDepositAddress,
  getDevChain,
  giveFromFaucet,
  listDeposits,
} from './wallets.ts'
export type { DepositEntity, DepositState, DevChain, FaucetGift, PaymentAddress } from './wallets.ts'
export { getBalance, listBalances } from './account.ts'
export type { Account, Order, OrderState, OrderTrade, OrderWithTrades, Trade } from './entities.ts'
export { cancelOrder, cancelOrders, getOrder, listOrders, listTrades, placeOrder } from './market.ts'
export type { OrderName } from './market.ts'
export { rejections } from './rejections.ts'
export type { WireRejection } from './rejections.ts'
