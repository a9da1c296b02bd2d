import type {
  BooksCommand,
  BooksEvent,
  BooksRejectReason,
  CancelReason,
  Command,
  Event,
  MarketStatus,
  OrderType,
  RejectReason,
  SpecialTerms,
} from '../index.ts'

// Lists that the compiler keeps complete: a kind that is added to the exchange is missing here until the crowd does it.

/** Not of the crowd: books of their own, and answers that only an engine gives. */
type Elsewhere = (BooksCommand | BooksEvent)['kind']
type Unanswered = BooksRejectReason | 'order_closed' | 'deadline_passed' | 'internal_fault'

const commands: Record<Exclude<Command['kind'], Elsewhere>, true> = {
  define_asset: true,
  define_market: true,
  set_market_status: true,
  set_trading_fee: true,
  delete_trading_fee: true,
  set_user_group: true,
  credit_deposit: true,
  place_order: true,
  place_oco: true,
  amend_order: true,
  cancel_order: true,
  cancel_orders: true,
  set_dead_man: true,
}

const events: Record<Exclude<Event['kind'], Elsewhere>, true> = {
  asset_defined: true,
  market_defined: true,
  market_status_changed: true,
  trading_fee_set: true,
  trading_fee_deleted: true,
  user_group_set: true,
  deposit_credited: true,
  order_accepted: true,
  trade: true,
  order_rested: true,
  order_canceled: true,
  order_reduced: true,
  order_amended: true,
  order_triggered: true,
  dead_man_set: true,
}

const refusals: Record<Exclude<RejectReason, Unanswered>, true> = {
  unknown_market: true,
  unknown_asset: true,
  unknown_order: true,
  market_not_open: true,
  invalid_definition: true,
  invalid_price: true,
  invalid_quantity: true,
  invalid_sum: true,
  insufficient_funds: true,
  insufficient_liquidity: true,
  would_take: true,
  invalid_trigger: true,
  invalid_expiry: true,
  invalid_display: true,
  invalid_order: true,
  price_outside_band: true,
  notional_too_small: true,
  order_linked: true,
}

const cancels: Record<CancelReason, true> = {
  requested: true,
  unfilled: true,
  self_trade: true,
  expired: true,
  oco: true,
  would_take: true,
  disconnected: true,
  dead_man: true,
}

const statuses: Record<MarketStatus, true> = {
  open: true,
  post_only: true,
  cancel_only: true,
  auction: true,
  halted: true,
  delisted: true,
}

const mode = ['selfTradePrevention', 'clientOrderId'] as const
const life = ['timeInForce', 'expiresAt'] as const

const terms: Record<OrderType, readonly (keyof SpecialTerms | 'a limit')[]> = {
  limit: [...mode, ...life, 'postOnly', 'display'],
  market: [...mode, 'timeInForce', 'budget', 'a limit'],
  stop_limit: [...mode, ...life, 'postOnly', 'trigger'],
  stop_market: [...mode, ...life, 'budget', 'trigger', 'a limit'],
  trailing_stop: [...mode, ...life, 'budget', 'trail', 'a limit'],
}

const named = 'of no named time'
const times: Record<OrderType, readonly string[]> = {
  limit: [named, 'gtc', 'ioc', 'fok', 'gtd'],
  market: [named, 'ioc'],
  stop_limit: [named, 'gtc', 'ioc', 'fok', 'gtd'],
  stop_market: [named, 'ioc', 'gtd'],
  trailing_stop: [named, 'ioc', 'gtd'],
}

const each = (prefix: string, words: Record<string, true> | readonly string[]): string[] =>
  (Array.isArray(words) ? words : Object.keys(words)).map((word) => `${prefix} ${word}`)

/** What a tally has to have seen. */
export const everything: readonly string[] = [
  ...each('command', commands),
  ...each('event', events),
  ...each('refused', refusals),
  ...each('order_canceled', cancels),
  ...each('status', statuses),
  ...Object.entries(terms).flatMap(([type, words]) => each(`${type} with`, words)),
  ...Object.entries(times).flatMap(([type, words]) => each(type, words)),
  ...['cancel_taker', 'cancel_maker', 'cancel_both', 'decrement'],
  ...['order_amended', 'order_reduced'].flatMap((kind) => [
    `${kind} of a leg`,
    `${kind} of a triggered stop-limit`,
  ]),
  ...['order_reduced amended', 'order_reduced self_trade'],
  ...['leg limit', 'leg stop_limit', 'leg stop_market', 'trade of a leg', 'auction trade of a leg'],
  ...['rebate', 'trade with a rebate', 'trade at a better price', 'auction trade at a better price'],
  ...['trade of an iceberg', 'auction trade', 'auction trade of an iceberg', 'auction ended by itself'],
  ...['auction order_canceled self_trade', 'auction order_reduced self_trade'],
  ...['triggered, promises more', 'triggered, promises less'],
]
