import type { Side } from '../../matching/index.ts'
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
} from '../../units/index.ts'
import type { HeldWithdrawal } from '../books-event.ts'
import type { DefineAsset, DefineMarket, MarketStatus, OrderType, SpecialTerms } from '../command.ts'

/**
 * The exchange's naive twin, for tests: plain arrays, one balance table keyed by words, every sum multiplied out
 * again whenever it is needed. It follows `decisions/0008` and the glossary, and knows nothing of how the core does it.
 * It changes itself while it answers, which the core never may.
 */
export type Naive = {
  /** Keyed by `account/asset`. */
  posted: Map<string, bigint>
  assets: Map<AssetCode, DefineAsset>
  markets: Map<MarketCode, NaiveMarket>
  /** Keyed by `group/market`. */
  fees: Map<string, NaiveRates>
  groups: Map<AccountId, string>
  deadMen: Map<AccountId, TimeMs>
  /** Every withdrawal that ever was, so that none is held twice. */
  withdrawals: NaiveWithdrawal[]
  withdrawalsStopped: boolean
  /** Every open order, oldest first. */
  orders: NaiveOrder[]
  lastOrder: number
  lastTrade: number
  /** Counts the moments at which orders come to rest: who stands in front of whom. */
  lastTurn: number
}

/** `held`: it has promised its sum, and has not ended. */
export type NaiveWithdrawal = HeldWithdrawal & { held: boolean }

export type NaiveRates = { maker: Ppm; taker: Ppm }

export type NaiveMarket = {
  definition: DefineMarket
  status: MarketStatus
  endsAt: TimeMs | null
  lastPrice: Ticks | null
  /** Stops that trades have triggered, in the order in which their turn comes. */
  queue: OrderId[]
}

export type NaiveOrder = {
  id: OrderId
  uuid: string
  account: AccountId
  market: MarketCode
  side: Side
  type: OrderType
  limit: Ticks | null
  quantity: Lots
  remaining: Lots
  special: SpecialTerms | null
  rates: NaiveRates
  /** The other leg, also after it ended. */
  partner: OrderId | null
  stage: 'arriving' | 'waiting' | 'queued' | 'resting'
  /** Of a waiting order: the price that wakes it, and of a trailing one the best price since. */
  trigger: number | null
  anchor: number | null
  /** Of a resting order: the lots that others see, and when it took its place. */
  visible: number
  turn: number
  /** Of the stop leg of a pair while it waits: what it promises beyond the limit leg. */
  beyond: bigint | null
  /** Of an order with a budget: what is left of it. */
  budgetLeft: bigint | null
  /** Of a market order that was just placed: what its account can pay with. */
  fundsLeft: bigint | null
  /** Of market types that arrive: the edge of the band, which they never trade beyond. */
  edge: number | null
}

export const createNaive = (): Naive => ({
  posted: new Map(),
  assets: new Map(),
  markets: new Map(),
  fees: new Map(),
  groups: new Map(),
  deadMen: new Map(),
  withdrawals: [],
  withdrawalsStopped: false,
  orders: [],
  lastOrder: 0,
  lastTrade: 0,
  lastTurn: 0,
})

/** One lot, in base. */
export const perLot = ({ definition }: NaiveMarket): bigint => 10n ** BigInt(18 - definition.amountPrecision)

/** One lot at one tick, in quote. */
export const perTickLot = ({ definition }: NaiveMarket): bigint =>
  10n ** BigInt(18 - definition.amountPrecision - definition.pricePrecision)

export const baseSum = (market: NaiveMarket, lots: number): bigint => perLot(market) * BigInt(lots)

export const quoteSum = (market: NaiveMarket, price: number, lots: number): bigint =>
  perTickLot(market) * BigInt(price) * BigInt(lots)

export const marketOf = (naive: Naive, { market }: { market: MarketCode }): NaiveMarket =>
  naive.markets.get(market)!

export const orderOf = (naive: Naive, id: OrderId | null): NaiveOrder | undefined =>
  naive.orders.find((order) => order.id === id)

/** Buyers promise quote, sellers base. */
export const assetOf = (naive: Naive, order: { market: MarketCode; side: Side }): AssetCode => {
  const { base, quote } = marketOf(naive, order).definition
  return order.side === 'buy' ? quote : base
}

const takesAnyPrice = ({ type }: NaiveOrder) => type !== 'limit' && type !== 'stop_limit'

/**
 * What an open order promises of its asset, for so many of its remaining lots; of one that takes any price only
 * while it waits: after that, what its trades cost.
 */
export function promiseOf(naive: Naive, order: NaiveOrder, lots: number = order.remaining): bigint {
  const market = marketOf(naive, order)
  if (order.beyond !== null) return order.beyond
  if (takesAnyPrice(order) && order.stage !== 'waiting' && order.stage !== 'queued') return 0n
  if (order.side === 'sell') return baseSum(market, lots)
  if (order.budgetLeft !== null) return order.budgetLeft
  return quoteSum(market, order.limit!, lots)
}

const key = (account: string, asset: string) => `${account}/${asset}`

export const postedOf = (naive: Naive, account: string, asset: string): bigint =>
  naive.posted.get(key(account, asset)) ?? 0n

export const addPosted = (naive: Naive, account: string, asset: string, sum: bigint): void => {
  naive.posted.set(key(account, asset), postedOf(naive, account, asset) + sum)
}

/** What an account's open orders and held withdrawals promise of an asset. */
export function heldOf(naive: Naive, account: string, asset: string): bigint {
  let held = 0n
  for (const order of naive.orders) {
    if (order.account === account && assetOf(naive, order) === asset) held += promiseOf(naive, order)
  }
  for (const withdrawal of naive.withdrawals) {
    if (withdrawal.held && withdrawal.account === account && withdrawal.asset === asset)
      held += withdrawal.sum
  }
  return held
}

export const availableOf = (naive: Naive, account: string, asset: string): bigint =>
  postedOf(naive, account, asset) - heldOf(naive, account, asset)

/** The most specific rates of an account's group on a market: both named, then the group, the market, any. */
export function ratesOf(naive: Naive, group: string, market: string): NaiveRates {
  const { fees } = naive
  const found =
    fees.get(`${group}/${market}`) ??
    fees.get(`${group}/any`) ??
    fees.get(`any/${market}`) ??
    fees.get('any/any')
  return found ?? { maker: 0 as Ppm, taker: 0 as Ppm }
}

/** A copy to rehearse on: what happens to it happens to nobody. */
export const copyOf = (naive: Naive): Naive => ({
  ...naive,
  posted: new Map(naive.posted),
  markets: new Map(
    [...naive.markets].map(([code, market]) => [code, { ...market, queue: [...market.queue] }]),
  ),
  orders: naive.orders.map((order) => ({ ...order })),
})

export const sumOf = (sum: bigint): Amount => sum as Amount
