import { balanceOf, linesOf, restoreLine } from '../ledger/index.ts'
import { rest } from '../matching/index.ts'
import {
  amount,
  assert,
  type AccountId,
  type AssetCode,
  type Ppm,
  type Ticks,
  type TimeMs,
} from '../units/index.ts'
import type { DefineAsset, DefineMarket, SetTradingFee } from './command.ts'
import { createMarket } from './market.ts'
import { Order } from './order.ts'
import { seatOf } from './seat.ts'
import { restoreBooks, serializeBooks, type BooksData } from './serialize-books.ts'
import { createState, traderOf, type State } from './state.ts'
import { anyGroup } from './trader.ts'

/** The whole state as JSON-safe data, in one order only: equal states serialise to equal text. */
export type StateData = {
  version: 1
  lastOrderId: number
  lastTradeId: number
  assets: DefineAsset[]
  markets: (DefineMarket & { lastPrice: Ticks | null })[]
  fees: SetTradingFee[]
  groups: [AccountId, string][]
  /** account, asset, posted, held. */
  balances: [AccountId, AssetCode, string, string][]
  /** In the order they rest: best price first, oldest first within a price. */
  orders: OrderData[]
  /** Absent while there is nothing to tell. */
  books?: BooksData
}

type OrderData = Pick<
  Order,
  'id' | 'uuid' | 'account' | 'side' | 'price' | 'quantity' | 'remaining' | 'tradesCount'
> & {
  market: string
  makerFeePpm: Ppm
  takerFeePpm: Ppm
  filledQuote: string
  placedAt: TimeMs
  updatedAt: TimeMs
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function serialize(state: State): StateData {
  const books = serializeBooks(state.books)
  const markets = [...state.markets.values()].sort((a, b) => byText(a.definition.market, b.definition.market))
  return {
    version: 1,
    lastOrderId: state.lastOrderId,
    lastTradeId: state.lastTradeId,
    assets: [...state.assets.values()].sort((a, b) => byText(a.asset, b.asset)),
    markets: markets.map(({ definition, status, lastPrice }) => ({ ...definition, status, lastPrice })),
    fees: [...state.fees.entries()].sort(([a], [b]) => byText(a, b)).map(([, fee]) => fee),
    groups: [...state.traders]
      .filter(([, { group }]) => group !== anyGroup)
      .map(([account, { group }]): [AccountId, string] => [account, group])
      .sort(([a], [b]) => byText(a, b)),
    balances: [...state.ledger.accounts.values()]
      .flatMap(linesOf)
      .filter(({ posted, held }) => posted !== 0n || held !== 0n)
      .map(({ account, asset, posted, held }): StateData['balances'][number] => [
        account,
        asset,
        `${posted}`,
        `${held}`,
      ])
      .sort((a, b) => byText(`${a[0]}/${a[1]}`, `${b[0]}/${b[1]}`)),
    orders: markets.flatMap(({ book }) => [...restingOf(book.buy.levels), ...restingOf(book.sell.levels)]),
    ...(books && { books }),
  }
}

function restingOf(levels: Order['market']['book']['buy']['levels']): OrderData[] {
  const orders: OrderData[] = []
  for (let index = levels.length - 1; index >= 0; index--) {
    for (let order = levels[index]!.first; order; order = order.after as Order | null)
      orders.push(dataOf(order))
  }
  return orders
}

const dataOf = (order: Order): OrderData => ({
  id: order.id,
  uuid: order.uuid,
  account: order.account,
  market: order.market.definition.market,
  side: order.side,
  price: order.price,
  quantity: order.quantity,
  remaining: order.remaining,
  filledQuote: `${order.filledQuote}`,
  makerFeePpm: order.rates.maker,
  takerFeePpm: order.rates.taker,
  tradesCount: order.tradesCount,
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
})

/** The inverse of `serialize`. Throws on data of another version or with an order on an unknown market. */
export function restore(data: StateData): State {
  assert(data.version === 1, 'a state is restored by the version that wrote it')
  const state = createState()
  state.lastOrderId = data.lastOrderId
  state.lastTradeId = data.lastTradeId
  for (const asset of data.assets) state.assets.set(asset.asset, asset)
  for (const [account, asset, posted, held] of data.balances) {
    if (!account.startsWith('house:')) traderOf(state, account)
    restoreLine(balanceOf(state.ledger, account, asset), BigInt(posted), amount(BigInt(held)))
  }
  for (const { lastPrice, ...definition } of data.markets) {
    state.markets.set(definition.market, Object.assign(createMarket(state.ledger, definition), { lastPrice }))
  }
  for (const fee of data.fees) state.fees.set(`${fee.group}/${fee.market}`, fee)
  for (const [account, group] of data.groups) traderOf(state, account).group = group

  restoreBooks(state.books, data.books)

  const orders = data.orders.map((each) => orderOf(state, each))
  for (const order of orders) rest(order.market.book, order)
  // By id, as they came in live: readers list a user's open orders oldest first.
  for (const order of orders.sort((a, b) => a.id - b.id)) {
    state.orders.add(order)
    order.seat.orders.push(order.id)
  }
  state.indexedTo = state.lastOrderId
  return state
}

function orderOf(state: State, data: OrderData): Order {
  const market = [...state.markets.values()].find(({ definition }) => definition.market === data.market)
  assert(market !== undefined, 'every order rests on a known market')
  const seat = seatOf(state.ledger, market, traderOf(state, data.account))
  const rates = { maker: data.makerFeePpm, taker: data.takerFeePpm }
  const accepted = { ...data, order: data.id, limit: data.price, type: 'limit' as const }
  const order = new Order(accepted, seat, { rates, placedAt: data.placedAt })
  order.remaining = data.remaining
  order.updatedAt = data.updatedAt
  order.tradesCount = data.tradesCount
  order.filledSteps = BigInt(data.filledQuote) / market.terms.quote.unit
  return order
}
