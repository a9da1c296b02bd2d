import { createLedger, type Ledger } from '../ledger/index.ts'
import type { AccountId, AssetCode, MarketCode, OrderId, Ppm, TimeMs } from '../units/index.ts'
import { createBooks, type Books } from './books.ts'
import type { DefineAsset, SetTradingFee } from './command.ts'
import type { Market, Rates } from './market.ts'
import type { Order } from './order.ts'
import { OrderPool } from './order-pool.ts'
import { OrderTable } from './order-table.ts'
import { Timers } from './timers.ts'
import { anyGroup, createTrader, type Trader } from './trader.ts'

export type State = {
  readonly ledger: Ledger
  readonly assets: Map<AssetCode, DefineAsset>
  readonly markets: Map<MarketCode, Market>
  /** Where the last order went: mostly the next one goes there too. No part of the state's hash. */
  latest: Market | null
  /** Keyed by `group/market`. */
  readonly fees: Map<string, SetTradingFee>
  /** Caps, held withdrawals and the withdrawal switch. */
  readonly books: Books
  readonly traders: Map<AccountId, Trader>
  /** Open orders only; a closed order lives on in the events. */
  readonly orders: OrderTable<Order>
  /** Orders that the last command closed, and objects to be used again. No part of the state's hash. */
  readonly pool: OrderPool<Order>
  lastOrderId: number
  /** Resting orders up to this one are in their seats' lists. No part of the state's hash. */
  indexedTo: number
  lastTradeId: number
  /** When each account's orders are canceled unless it speaks again. */
  readonly deadMen: Map<AccountId, TimeMs>
  /** What comes due by time, some of it long settled. No part of the state's hash. */
  readonly timers: Timers
  /** Markets where a trade woke orders. No part of the state's hash. */
  readonly awake: Set<Market>
}

export const createState = (): State => ({
  ledger: createLedger(),
  assets: new Map(),
  markets: new Map(),
  latest: null,
  fees: new Map(),
  books: createBooks(),
  traders: new Map(),
  orders: new OrderTable(),
  pool: new OrderPool(),
  lastOrderId: 0,
  indexedTo: 0,
  lastTradeId: 0,
  deadMen: new Map(),
  timers: new Timers(),
  awake: new Set(),
})

/** A market by its code; found faster than in the table if it is the latest. */
export function marketOf({ latest, markets }: State, code: MarketCode): Market | undefined {
  return latest !== null && latest.terms.market === code ? latest : markets.get(code)
}

/** The most specific rates of a group on a market: both named, then the group, then the market, then any. */
export function ratesOf(state: State, market: Market, group: string): Rates {
  const known = market.rates.get(group)
  if (known) return known
  const { market: code } = market.definition
  const found =
    state.fees.get(`${group}/${code}`) ??
    state.fees.get(`${group}/any`) ??
    state.fees.get(`any/${code}`) ??
    state.fees.get('any/any')
  const rates = { maker: found?.makerFee ?? (0 as Ppm), taker: found?.takerFee ?? (0 as Ppm) }
  market.rates.set(group, rates)
  return rates
}

export const groupOf = (state: State, account: AccountId): string =>
  state.traders.get(account)?.group ?? anyGroup

/** An account as a trader, known from its first event on. */
export function traderOf(state: State, id: AccountId): Trader {
  let trader = state.traders.get(id)
  if (!trader) state.traders.set(id, (trader = createTrader(id)))
  return trader
}

/** An open order of this account; another account's order is as unknown as one that never was. */
export function openOrder(state: State, account: AccountId, id: OrderId): Order | undefined {
  const order = state.orders.get(id)
  return order?.account === account ? order : undefined
}
