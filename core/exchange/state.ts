import {
  accountOf,
  balanceOf,
  createLedger,
  house,
  slotOf,
  type Account,
  type Balance,
  type Ledger,
} from '../ledger/index.ts'
import { createBook, type Book, type RestingOrder } from '../matching/index.ts'
import type {
  AccountId,
  Amount,
  AssetCode,
  Lots,
  MarketCode,
  OrderId,
  Ppm,
  Ticks,
  TimeMs,
} from '../units/index.ts'
import { scale } from '../units/index.ts'
import { OrderTable } from './order-table.ts'
import type { DefineAsset, DefineMarket, MarketStatus, OrderType, SetTradingFee } from './command.ts'

/** An open order. `price` is its limit (0 for a market order, which never rests). */
export type Order = RestingOrder & {
  readonly uuid: string
  readonly account: AccountId
  readonly trader: Trader
  readonly market: Market
  readonly type: OrderType
  readonly quantity: Lots
  /** The owner's lines of the ledger, found once when the order is accepted. */
  readonly base: Balance
  readonly quote: Balance
  readonly makerFeePpm: Ppm
  readonly takerFeePpm: Ppm
  readonly placedAt: TimeMs
  updatedAt: TimeMs
  filledQuote: Amount
  tradesCount: number
  /** The owner's open orders are a list of their own, oldest first. */
  olderOfTrader: Order | null
  newerOfTrader: Order | null
}

/** An account as the exchange sees it: its lines of the ledger, its fee group, its resting orders. */
export type Trader = {
  readonly account: Account
  group: string
  firstOrder: Order | null
  lastOrder: Order | null
}

/** One lot at one tick costs a whole number of quote units and so does its fee: no trade ever rounds (law 5). */
export type Market = {
  definition: DefineMarket
  status: MarketStatus
  readonly baseSlot: number
  readonly quoteSlot: number
  readonly basePerLot: bigint
  readonly quotePerTickLot: bigint
  readonly book: Book<Order>
  readonly feeIncomeBase: Balance
  readonly feeIncomeQuote: Balance
  /** What a lot, and a lot at one tick, pay at a rate: a division saved on every trade. */
  readonly feeUnits: Map<Ppm, FeeUnits>
  /** Rates by user group, found once per group; emptied when a fee table changes. */
  readonly rates: Map<string, Rates>
  lastPrice: Ticks | null
}

export type FeeUnits = { base: bigint; quote: bigint }
export type Rates = { maker: Ppm; taker: Ppm }

export type State = {
  readonly ledger: Ledger
  readonly assets: Map<AssetCode, DefineAsset>
  readonly markets: Map<MarketCode, Market>
  /** Keyed by `group/market`. */
  readonly fees: Map<string, SetTradingFee>
  readonly traders: Map<AccountId, Trader>
  /** Open orders only; a closed order lives on in the events. */
  readonly orders: OrderTable<Order>
  /** Orders that the last command closed: what `touchedBy` may still ask about. No part of the state's hash. */
  closed: Order[]
  lastOrderId: number
  lastTradeId: number
}

export const createState = (): State => ({
  ledger: createLedger(),
  assets: new Map(),
  markets: new Map(),
  fees: new Map(),
  traders: new Map(),
  orders: new OrderTable(),
  closed: [],
  lastOrderId: 0,
  lastTradeId: 0,
})

export function createMarket(ledger: Ledger, definition: DefineMarket): Market {
  const { base, quote, amountPrecision, pricePrecision, status } = definition
  return {
    definition,
    status,
    baseSlot: slotOf(ledger, base),
    quoteSlot: slotOf(ledger, quote),
    basePerLot: 10n ** BigInt(scale - amountPrecision),
    quotePerTickLot: 10n ** BigInt(scale - amountPrecision - pricePrecision),
    book: createBook(),
    feeIncomeBase: balanceOf(ledger, house.feeIncome, base),
    feeIncomeQuote: balanceOf(ledger, house.feeIncome, quote),
    feeUnits: new Map(),
    rates: new Map(),
    lastPrice: null,
  }
}

/** Fee of one lot (base) and of one lot at one tick (quote). Whole, because precisions sum to at most 12. */
export function feeUnitsOf(market: Market, rate: Ppm): FeeUnits {
  const known = market.feeUnits.get(rate)
  if (known) return known
  const units = {
    base: (market.basePerLot * BigInt(rate)) / 1_000_000n,
    quote: (market.quotePerTickLot * BigInt(rate)) / 1_000_000n,
  }
  market.feeUnits.set(rate, units)
  return units
}

/** price × quantity as a bigint, through one conversion where the product is a safe integer. */
export function tickLots(price: Ticks, quantity: Lots): bigint {
  const product = price * quantity
  return product <= Number.MAX_SAFE_INTEGER ? BigInt(product) : BigInt(price) * BigInt(quantity)
}

export const baseOf = (market: Market, quantity: Lots): Amount =>
  (market.basePerLot * BigInt(quantity)) as Amount

export const quoteOf = (market: Market, price: Ticks, quantity: Lots): Amount =>
  (market.quotePerTickLot * tickLots(price, quantity)) as Amount

/**
 * What an open order still promises: its remaining at its limit, or its remaining base. A market order has spent
 * its exact hold with its last fill. Derived, because every trade would have to write it.
 */
export function heldBy(order: Order): Amount {
  if (order.type === 'market') return 0n as Amount
  const { market, price, remaining } = order
  return order.side === 'buy' ? quoteOf(market, price, remaining) : baseOf(market, remaining)
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

/** The group whose fees an account without a group of its own pays. */
export const anyGroup = 'any'

export const groupOf = (state: State, account: AccountId): string =>
  state.traders.get(account)?.group ?? anyGroup

/** An account as a trader, known from its first event on. */
export function traderOf(state: State, id: AccountId): Trader {
  let trader = state.traders.get(id)
  if (!trader) {
    trader = { account: accountOf(state.ledger, id), group: anyGroup, firstOrder: null, lastOrder: null }
    state.traders.set(id, trader)
  }
  return trader
}

/** An open order of this account; another account's order is as unknown as one that never was. */
export function openOrder(state: State, account: AccountId, id: OrderId): Order | undefined {
  const order = state.orders.get(id)
  return order?.account === account ? order : undefined
}

export function* ordersOf(trader: Trader | undefined): Generator<Order> {
  for (let order = trader?.firstOrder ?? null; order; order = order.newerOfTrader) yield order
}

/** Appends a resting order to its owner's list. */
export function listOrder(order: Order): void {
  const { trader } = order
  order.olderOfTrader = trader.lastOrder
  if (trader.lastOrder) trader.lastOrder.newerOfTrader = order
  else trader.firstOrder = order
  trader.lastOrder = order
}

/** Takes an order off its owner's list; harmless for one that never rested. */
export function unlistOrder(order: Order): void {
  const { trader, olderOfTrader: older, newerOfTrader: newer } = order
  if (older) older.newerOfTrader = newer
  else if (trader.firstOrder === order) trader.firstOrder = newer
  if (newer) newer.olderOfTrader = older
  else if (trader.lastOrder === order) trader.lastOrder = older
  order.olderOfTrader = order.newerOfTrader = null
}
