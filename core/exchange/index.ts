// Exchange: the state machine. Ledger and matching meet here and nowhere else.
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
  SetTradingFee,
  SetUserGroup,
} from './command.ts'
export type { Event, OrderAccepted, OrderCanceled, RejectReason, TradeMade } from './event.ts'
export type { BalanceView, LevelView, OrderStatus, OrderView, Touched } from './view.ts'
