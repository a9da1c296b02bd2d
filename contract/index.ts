// Contract: what may be said. REST endpoints, streams and error keys, shared by servers, browsers, SDK and docs.
export {
  adminCancelOrder,
  adminCancelOrders,
  createMarket,
  createTradingFee,
  deleteTradingFee,
  getAbilities,
  getAdminMarket,
  getAdminMember,
  listAdminFees,
  listAdminMarkets,
  listAdminMembers,
  listAdminOrders,
  listAdminTrades,
  listOperatorActions,
  marketStatuses,
  setMarketStatus,
  setMemberGroup,
  updateMarket,
  updateTradingFee,
} from './admin.ts'
export type {
  AdminMarket,
  AdminMember,
  AdminOrder,
  AdminTrade,
  OperatorAction,
  WireMarketStatus,
} from './admin.ts'
export {
  getAccountLedger,
  getBalanceSheet,
  getIncomeStatement,
  getTrialBalance,
  getUserStatement,
  listAssetOperations,
  listExpenseOperations,
  listLiabilityOperations,
  listRevenueOperations,
} from './admin-accounting.ts'
export type { OperationEntity } from './admin-accounting.ts'
export {
  adjustmentStates,
  adjustmentWords,
  createAdjustment,
  decideAdjustment,
  getAdjustment,
  listAdjustments,
} from './admin-adjustments.ts'
export type { AdjustmentEntity } from './admin-adjustments.ts'
export {
  bookRequestKinds,
  bookRequestStates,
  createBookRequest,
  decideBookRequest,
  getBooks,
  listBookRequests,
  setWithdrawals,
} from './admin-books.ts'
export type { BookRequest, BooksEntity } from './admin-books.ts'
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
export { createInternalTransfer, listInternalTransfers } from './internal-transfers.ts'
export type { InternalTransferEntity } from './internal-transfers.ts'
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
export type {
  Account,
  BatchAnswer,
  DeadMan,
  Order,
  OrderState,
  OrderTerms,
  OrderTrade,
  OrderWithTrades,
  Trade,
} from './entities.ts'
export {
  cancelClientOrder,
  cancelOrder,
  cancelOrders,
  getClientOrder,
  getOrder,
  listOrders,
  listTrades,
} from './market.ts'
export type { OrderName } from './market-names.ts'
export {
  amendClientOrder,
  amendOrder,
  cancelAfter,
  ordersAtOnceMax,
  orderTypes,
  placeOco,
  placeOrder,
  placeOrders,
} from './market-place.ts'
export type { WireOrderType } from './market-place.ts'
export { getInclusionProof, listLiabilityProofs } from './proofs.ts'
export type { InclusionProof, ProofPathNode, PublishedProof } from './proofs.ts'
export { rejections } from './rejections.ts'
export type { WireRejection } from './rejections.ts'
