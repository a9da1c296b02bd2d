// Exchange: the state machine. Ledger and matching meet here and nowhere else.
export { decide } from './decide.ts'
export type { Decision } from './decide.ts'
export { plainEvent } from './decided.ts'
export { evolve, evolveAll } from './evolve.ts'
export type { Market } from './market.ts'
export type { Order } from './order.ts'
export {
  allOpenOrders,
  balancesOf,
  definitionsOf,
  depthOf,
  openOrdersOf,
  restingOrders,
  trialBalance,
  viewOf,
} from './read.ts'
export type { TrialBalanceLine } from './read.ts'
export { restore, serialize } from './serialize.ts'
export type { StateData } from './serialize.ts'
export { createState, groupOf, openOrder } from './state.ts'
export type { State } from './state.ts'
export { touchedBy } from './touched.ts'
export type {
  AdjustBalance,
  AssetType,
  CancelOrder,
  CancelOrders,
  Command,
  CreditDeposit,
  DefineAsset,
  DefineMarket,
  MarketStatus,
  OrderType,
  PlaceOrder,
  SetMarketStatus,
  SetTradingFee,
  SetUserGroup,
  PlaceOco,
  SpecialTerms,
} from './command.ts'
export type { CancelReason, Event, OrderAccepted, OrderCanceled, RejectReason, TradeMade } from './event.ts'
export type { BalanceView, LevelView, OrderStatus, OrderView, Touched } from './view.ts'
