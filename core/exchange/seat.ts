import { balanceOf, type Balance, type Ledger } from '../ledger/index.ts'
import type { AccountId, OrderId } from '../units/index.ts'
import type { Market, Rates } from './market.ts'
import type { Trader } from './trader.ts'

/**
 * An account's place at one market, from its first order there on: everything of the account that an order or a trade
 * needs stands here, one step from the order. The memory that a trade has to visit is most of what it costs.
 */
export type Seat = {
  readonly account: AccountId
  readonly base: Balance
  readonly quote: Balance
  /** What the account's last order here was told; null when fees or the account's group have changed since. */
  rates: Rates | null
  /** Indexed orders (see `indexOrders`) that came to rest, oldest first; `closed` of them are not open any more. */
  orders: OrderId[]
  closed: number
  readonly market: Market
  readonly trader: Trader
}

/** The account's seat, taken on first use; both its lines of the ledger are open from then on. */
export function seatOf(ledger: Ledger, market: Market, trader: Trader): Seat {
  const { account } = trader
  const known = market.seats.get(account)
  if (known) return known
  const { baseAsset, quoteAsset } = market.terms
  const seat: Seat = {
    account,
    base: balanceOf(ledger, account, baseAsset),
    quote: balanceOf(ledger, account, quoteAsset),
    rates: null,
    orders: [],
    closed: 0,
    market,
    trader,
  }
  market.seats.set(account, seat)
  trader.seats.push(seat)
  return seat
}
