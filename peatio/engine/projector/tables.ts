import type { CancelReason, OrderStatus, OrderType } from '../../../core/exchange/index.ts'
import type { Side } from '../../../core/matching/index.ts'

/** Sums, prices and quantities are decimals (strings), times epoch milliseconds. */
export type OrderRow = {
  id: number
  uuid: string
  account: string
  market: string
  side: Side
  type: OrderType
  limit_price: string | null
  status: OrderStatus
  quantity: string
  filled: string
  filled_quote: string
  held: string
  trades_count: number
  maker_fee_ppm: number
  taker_fee_ppm: number
  placed_at: number
  updated_at: number
  /** JSON of what only special orders say, as the engine has it: counts, and sums as text. */
  special: string | null
  partner: number | null
  trigger_price: string | null
  canceled_for: CancelReason | null
}

/** Fees are in what each side receives: the buyer's in base, the seller's in quote. */
export type TradeRow = {
  id: number
  market: string
  taker_side: Side
  price: string
  base: string
  quote: string
  maker_order: number
  taker_order: number
  buyer: string
  seller: string
  base_asset: string
  quote_asset: string
  buyer_fee: string
  seller_fee: string
  made_at: number
}

/** A line of the ledger as it is now; house accounts too. */
export type AccountRow = { account: string; asset: string; posted: string; held: string }

/**
 * One leg of a double entry, in the wire's signs. `line` is the line of the ledger that moved; `account` tells whose it
 * is, or (revenue, expense) who paid or received it.
 */
export type OperationRow = {
  id: number
  sequence: number
  code: number
  asset: string
  line: string
  account: string | null
  reference_type: string
  reference_id: string
  category: string
  debit: string
  credit: string
  made_at: number
}

/** What the operations of a day (days since 1970, UTC) come to: balances at any moment without adding up the past. */
export type OperationTotalRow = {
  day: number
  line: string
  asset: string
  code: number
  reference_type: string
  category: string
  debit: string
  credit: string
}

export type AssetRow = { asset: string; type: string; precision_digits: number; defined_at: number }
export type MarketRow = {
  market: string
  base: string
  quote: string
  price_precision: number
  amount_precision: number
  price_min: string
  price_max: string
  quantity_min: string
  status: string
  defined_at: number
}

/** The projections, in schema `peatio`. Nothing here is of record: the journal is. */
export type ProjectionTables = {
  orders: OrderRow
  trades: TradeRow
  accounts: AccountRow
  operations: OperationRow
  operation_totals: OperationTotalRow
  assets: AssetRow
  markets: MarketRow
  /** One row: the last record whose effects are in the other tables, and the last operation's id. */
  projection_position: {
    id: number
    sequence: number
    last_operation: number
    record_key: string | null
    record_at: number | null
  }
}
