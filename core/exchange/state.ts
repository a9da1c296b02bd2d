import { balanceOf, house, type Balance, type Ledger } from '../ledger/index.ts'
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
import type { DefineAsset, DefineMarket, MarketStatus, OrderType, SetTradingFee } from './command.ts'

/** An open order. `price` is its limit (0 for a market order, which never rests). */
export type Order = RestingOrder & {
  readonly uuid: string
  readonly account: AccountId
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
  held: Amount
  tradesCount: number
}

/** One lot at one tick costs a whole number of quote units and so does its fee: no trade ever rounds (law 5). */
export type Market = {
  definition: DefineMarket
  status: MarketStatus
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
  readonly groups: Map<AccountId, string>
  /** Open orders only; a closed order lives on in the events. */
  readonly orders: Map<OrderId, Order>
  readonly orderIds: Map<string, OrderId>
  readonly ordersOf: Map<AccountId, Set<Order>>
  /** Orders that the last command closed: what `touchedBy` may still ask about. No part of the state's hash. */
  closed: Order[]
  lastOrderId: number
  lastTradeId: number
}

export const createState = (): State => ({
  ledger: new Map(),
  assets: new Map(),
  markets: new Map(),
  fees: new Map(),
  groups: new Map(),
  orders: new Map(),
  orderIds: new Map(),
  ordersOf: new Map(),
  closed: [],
  lastOrderId: 0,
  lastTradeId: 0,
})

export function createMarket(ledger: Ledger, definition: DefineMarket): Market {
  const { base, quote, amountPrecision, pricePrecision, status } = definition
  return {
    definition,
    status,
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

export const groupOf = (state: State, account: AccountId): string => state.groups.get(account) ?? 'any'

/** An open order of this account by id or uuid; another account's order is as unknown as one that never was. */
export function openOrder(
  state: State,
  account: AccountId,
  name: OrderId | { uuid: string },
): Order | undefined {
  const id = typeof name === 'number' ? name : state.orderIds.get(name.uuid)
  const order = id === undefined ? undefined : state.orders.get(id)
  return order?.account === account ? order : undefined
}
