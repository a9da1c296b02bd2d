import { heldOf, linesOf, type Balance } from '../ledger/index.ts'
import {
  firstOf,
  nextOf,
  quantityAt,
  sideOf,
  triggerOf,
  type Book,
  type BookSide,
  type Side,
} from '../matching/index.ts'
import {
  amount,
  type AccountId,
  type AssetCode,
  type Count,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ppm,
  type Ticks,
  type TimeMs,
} from '../units/index.ts'
import type { DefineAsset, DefineMarket, SetTradingFee } from './command.ts'
import { heldBy, partnerOf, promiseOf, promisedFrom, type Order } from './order.ts'
import { ordersOf } from './order-index.ts'
import type { State } from './state.ts'
import { promiseStep } from './terms.ts'
import type { BalanceView, OrderStatus, OrderSteps, OrderView } from './view.ts'

/** An order as readers see it, also just after it closed. */
export function viewOf(order: Order): OrderView {
  const { terms } = order.seat.market
  const view = blankView()
  describe(order, view)
  view.filledQuote = terms.quote.amountOf(order.filledSteps)
  view.held = promiseStep(terms, order.side).amountOf(heldSteps(order))
  return view
}

/** An order's view without its sums, which are 0 in it, and those sums in steps. */
export type StepView = { readonly view: OrderView; readonly steps: OrderSteps }

/** One that says nothing yet. */
export const blankStepView = (): StepView => ({
  view: blankView(),
  steps: { filledQuote: 0, filledPower: 0, held: 0, heldPower: 0 },
})

/** Writes an order over what the view said before: whoever needs it once only makes no object for each order. */
export function writeStepView({ view, steps }: StepView, order: Order): void {
  const { terms } = order.seat.market
  describe(order, view)
  steps.filledQuote = order.filledSteps
  steps.filledPower = terms.quote.power
  steps.held = heldSteps(order)
  steps.heldPower = promiseStep(terms, order.side).power
}

const heldSteps = (order: Order): Count => (isOpen(order) ? promiseOf(order) : 0)

const blankView = (): OrderView => ({
  order: 0 as OrderId,
  uuid: '',
  account: '' as AccountId,
  market: '' as MarketCode,
  side: 'buy',
  type: 'limit',
  limit: null,
  status: 'open',
  quantity: 0 as Lots,
  filled: 0 as Lots,
  filledQuote: zero,
  held: zero,
  tradesCount: 0,
  makerFeePpm: 0 as Ppm,
  takerFeePpm: 0 as Ppm,
  placedAt: 0 as TimeMs,
  updatedAt: 0 as TimeMs,
  special: null,
  partner: null,
  trigger: null,
  canceledFor: null,
})
const zero = amount(0n)

/** All of an order but its sums. */
function describe(order: Order, view: OrderView): void {
  view.order = order.id
  view.uuid = order.uuid
  view.account = order.account
  view.market = order.market.definition.market
  view.side = order.side
  view.type = order.type
  view.limit = order.price > 0 ? order.price : null
  view.status = statusOf(order)
  view.quantity = order.quantity
  view.filled = (order.quantity - order.remaining) as Lots
  view.tradesCount = order.tradesCount
  view.makerFeePpm = order.rates.maker
  view.takerFeePpm = order.rates.taker
  view.placedAt = order.placedAt
  view.updatedAt = order.updatedAt
  view.special = order.special?.terms ?? null
  view.partner = partnerOf(order)
  view.trigger =
    isWaiting(order) && !order.special!.waiting!.woken ? triggerOf(order.special!.waiting!) : null
  view.canceledFor = order.canceledFor
}

const isWaiting = ({ special, canceledFor }: Order): boolean =>
  canceledFor === null && special !== null && special.waiting !== null

const isOpen = (order: Order): boolean => order.level > 0 || isWaiting(order)

function statusOf(order: Order): OrderStatus {
  const { canceledFor, remaining, tradesCount } = order
  if (canceledFor !== null) return canceledFor === 'expired' ? 'expired' : 'canceled'
  if (isWaiting(order)) return 'untriggered'
  if (remaining === 0) return 'filled'
  return tradesCount > 0 ? 'partially_filled' : 'open'
}

export const balanceView = (balance: Balance): BalanceView => ({
  account: balance.account,
  asset: balance.asset,
  posted: balance.posted,
  held: heldOf(balance),
})

/** All of an account's lines of the ledger that were ever used. */
export const balancesOf = (state: State, account: AccountId): BalanceView[] =>
  linesOf(state.ledger.accounts.get(account)).map(balanceView)

/** Open orders of an account, oldest first; of one market if named. */
export function openOrdersOf(state: State, account: AccountId, market?: MarketCode): OrderView[] {
  return ordersOf(state, account)
    .filter((order) => market === undefined || order.market.definition.market === market)
    .map(viewOf)
}

export const allOpenOrders = (state: State): OrderView[] => [...state.orders.values()].map(viewOf)

/** Aggregated levels, best first, at most `limit` a side. An unknown market has an empty book. */
export function depthOf(state: State, code: MarketCode, limit: number) {
  const market = state.markets.get(code)
  const levelsOf = (side: BookSide) =>
    side.levels
      .slice(-limit || side.levels.length)
      .reverse()
      .map(({ price, quantity }) => ({ price, quantity }))
  return market
    ? { bids: levelsOf(market.book.buy), asks: levelsOf(market.book.sell) }
    : { bids: [], asks: [] }
}

/**
 * Individual resting orders as anybody may see them: icebergs with what they show, best first, oldest first within a
 * price.
 */
export function restingOrders(state: State, code: MarketCode, limits: Record<'bids' | 'asks', number>) {
  const market = state.markets.get(code)
  const ordersOf = (book: Book<Order>, side: BookSide, limit: number): OrderView[] => {
    const views: OrderView[] = []
    for (let index = side.levels.length - 1; index >= 0; index--) {
      for (let order = firstOf(book, side.levels[index]!); order; order = nextOf(book, order)) {
        if (views.length >= limit) return views
        views.push(shownView(order))
      }
    }
    return views
  }
  return market
    ? {
        bids: ordersOf(market.book, market.book.buy, limits.bids),
        asks: ordersOf(market.book, market.book.sell, limits.asks),
      }
    : { bids: [], asks: [] }
}

const shownView = (order: Order): OrderView => ({
  ...viewOf(order),
  quantity: (order.quantity - order.hidden) as Lots,
  special: null,
  partner: null,
})

export const levelQuantity = (state: State, market: MarketCode, side: Side, price: Ticks): Lots => {
  const found = state.markets.get(market)
  return found ? quantityAt(sideOf(found.book, side), price) : (0 as Lots)
}

/** A market as it is now. `endsAt`: when its last auction that opens by itself did so, or will. */
export type DefinedMarket = DefineMarket & { endsAt: TimeMs | null }

/** Assets, markets with their present status, and fees, as the journal has them. */
export const definitionsOf = (
  state: State,
): { assets: DefineAsset[]; markets: DefinedMarket[]; fees: SetTradingFee[] } => ({
  assets: [...state.assets.values()],
  markets: [...state.markets.values()].map(({ definition, status, endsAt }) => ({
    ...definition,
    status,
    endsAt,
  })),
  fees: [...state.fees.values()],
})

export type TrialBalanceLine = { asset: AssetCode; posted: bigint; held: bigint; promised: bigint }

/**
 * Per asset: the sum over all accounts (zero, always), what they hold, and what open orders and withdrawals promise
 * (equal).
 */
export function trialBalance(state: State): TrialBalanceLine[] {
  const lines = new Map<AssetCode, TrialBalanceLine>()
  const lineOf = (asset: AssetCode) => {
    const line = lines.get(asset) ?? { asset, posted: 0n, held: 0n, promised: 0n }
    lines.set(asset, line)
    return line
  }
  for (const asset of state.assets.keys()) lineOf(asset)
  for (const account of state.ledger.accounts.values()) {
    for (const balance of linesOf(account)) {
      const line = lineOf(balance.asset)
      line.posted += balance.posted
      line.held += balance.held
    }
  }
  for (const order of state.orders.values()) {
    lineOf(promisedFrom(order.seat, order.side).asset).promised += heldBy(order)
  }
  for (const { asset, sum } of state.books.withdrawals.values()) lineOf(asset).promised += sum
  return [...lines.values()]
}
