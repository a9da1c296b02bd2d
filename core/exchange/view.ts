import type { Side } from '../matching/index.ts'
import type {
  AccountId,
  Amount,
  AssetCode,
  Count,
  Lots,
  MarketCode,
  OrderId,
  Ppm,
  Ticks,
  TimeMs,
} from '../units/index.ts'
import type { OrderType, SpecialTerms } from './command.ts'
import type { CancelReason } from './event.ts'

export type OrderStatus = 'untriggered' | 'open' | 'partially_filled' | 'filled' | 'canceled' | 'expired'

/** An order as a reader sees it after a command; plain data, safe to send between threads. */
export type OrderView = {
  order: OrderId
  uuid: string
  account: AccountId
  market: MarketCode
  side: Side
  type: OrderType
  limit: Ticks | null
  status: OrderStatus
  quantity: Lots
  filled: Lots
  /** Quote paid or received over all fills, before fees; average price = filledQuote ÷ filled. */
  filledQuote: Amount
  /** What is still promised. */
  held: Amount
  tradesCount: number
  makerFeePpm: Ppm
  takerFeePpm: Ppm
  placedAt: TimeMs
  updatedAt: TimeMs
  special: SpecialTerms | null
  /** The other leg of a one-cancels-other pair. */
  partner: OrderId | null
  /** The price that would wake it now; null once it is awake, and for orders that never wait. */
  trigger: Ticks | null
  canceledFor: CancelReason | null
}

/**
 * An order's sums as the exchange counts them, in steps, each a power of ten of 10⁻¹⁸ units: whoever only passes them
 * on makes no bigint.
 */
export type OrderSteps = { filledQuote: Count; filledPower: number; held: Count; heldPower: number }

/** A line of the ledger: `available = posted - held`. House accounts may be negative. */
export type BalanceView = { account: AccountId; asset: AssetCode; posted: bigint; held: Amount }

/** All resting quantity at one price after a command; 0 when the level is gone. */
export type LevelView = { market: MarketCode; side: Side; price: Ticks; quantity: Lots }

/** The state after a command, of everything the command touched. */
export type Touched = { orders: OrderView[]; balances: BalanceView[]; levels: LevelView[] }
