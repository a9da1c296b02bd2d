// Exchange: the state machine. Ledger and matching meet here and nowhere else.
export { ownFunds } from './books.ts'
export {
  adjustmentCategories,
  expenseCategories,
  fundingCategories,
  transferCategories,
} from './books-command.ts'
export type {
  AdjustBalance,
  AdjustmentCategory,
  Approvers,
  BooksCommand,
  CompleteWithdrawal,
  ExpenseCategory,
  FundHouse,
  FundingCategory,
  HoldWithdrawal,
  RecordExpense,
  ReleaseWithdrawal,
  ResolveSuspense,
  SetAdjustmentCap,
  SetWithdrawals,
  TransferCategory,
  TransferFunds,
} from './books-command.ts'
export type { BalanceAdjusted, BooksEvent, BooksRejectReason, HeldWithdrawal } from './books-event.ts'
export { decide } from './decide.ts'
export { Canceled } from './decided-cancel.ts'
export { Accepted, Trade } from './decided.ts'
export type { Decision } from './decide.ts'
export { nextDue, nextTimer, skipDue } from './due.ts'
export { cancelReasons } from './event.ts'
export { evolve, evolveAll } from './evolve.ts'
export type { Market } from './market.ts'
export type { Order } from './order.ts'
export {
  allOpenOrders,
  balancesOf,
  blankStepView,
  definitionsOf,
  depthOf,
  openOrdersOf,
  restingOrders,
  trialBalance,
  viewOf,
  writeStepView,
} from './read.ts'
export type { DefinedMarket, StepView, TrialBalanceLine } from './read.ts'
export { balancesPage, booksOf } from './read-books.ts'
export type { BalancesPage, BooksView, PromisedLine } from './read-books.ts'
export { restore } from './restore.ts'
export { serialize } from './serialize.ts'
export type { StateData } from './serialize.ts'
export { createState, groupOf, openOrder } from './state.ts'
export type { State } from './state.ts'
export { touchedBy, TouchedParts } from './touched.ts'
export type {
  AmendOrder,
  AssetType,
  CancelOrder,
  CancelOrders,
  Command,
  CreditDeposit,
  DefineAsset,
  DefineMarket,
  DeleteTradingFee,
  DueCommand,
  MarketStatus,
  OrderType,
  PlaceOco,
  PlaceOrder,
  SelfTradePrevention,
  SetDeadMan,
  SetMarketStatus,
  SetTradingFee,
  SetUserGroup,
  SpecialTerms,
  TimeInForce,
} from './command.ts'
export type {
  CancelReason,
  Event,
  OrderAccepted,
  OrderAmended,
  OrderCanceled,
  OrderReduced,
  OrderTriggered,
  RejectReason,
  TradeMade,
} from './event.ts'
export type { BalanceView, LevelView, OrderStatus, OrderSteps, OrderView, Touched } from './view.ts'
