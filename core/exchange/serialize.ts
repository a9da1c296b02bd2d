import { linesOf } from '../ledger/index.ts'
import { firstOf, nextOf, type Book, type BookSide } from '../matching/index.ts'
import type { AccountId, AssetCode, OrderId, Ticks, TimeMs } from '../units/index.ts'
import type { DefineAsset, DefineMarket, SetTradingFee } from './command.ts'
import type { Market } from './market.ts'
import type { Order } from './order.ts'
import { orderData, waitingData, type OrderData, type WaitingData } from './order-data.ts'
import { serializeBooks, type BooksData } from './serialize-books.ts'
import type { State } from './state.ts'
import { anyGroup } from './trader.ts'

/** The whole state as JSON-safe data, in one order only: equal states serialise to equal text. */
export type StateData = {
  version: 1
  lastOrderId: number
  lastTradeId: number
  assets: DefineAsset[]
  markets: MarketData[]
  fees: SetTradingFee[]
  groups: [AccountId, string][]
  /** account, asset, posted, held. */
  balances: [AccountId, AssetCode, string, string][]
  /** In the order they rest: best price first, oldest first within a price. */
  orders: OrderData[]
  // What few exchanges have at a moment is left out when there is none of it: states of before hash as they did.
  /** Orders that wait for a trigger, by id. */
  waiting?: WaitingData[]
  /** Orders that a trade has woken, by market, in the order of their turns. */
  woken?: OrderId[]
  deadMen?: [AccountId, TimeMs][]
  /** Absent while there is nothing to tell. */
  books?: BooksData
}

/** `endsAt` of auctions that open by themselves. */
type MarketData = Omit<DefineMarket, 'notionalMin'> & {
  notionalMin?: string
  lastPrice: Ticks | null
  endsAt?: TimeMs
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function serialize(state: State): StateData {
  const books = serializeBooks(state.books)
  const markets = [...state.markets.values()].sort((a, b) => byText(a.definition.market, b.definition.market))
  const waiting = [...state.orders.values()].filter(({ special }) => special?.waiting).map(waitingData)
  const woken = markets.flatMap((market) => market.woken.map(({ id }) => id))
  const deadMen = [...state.deadMen].sort(([a], [b]) => byText(a, b))
  return {
    version: 1,
    lastOrderId: state.lastOrderId,
    lastTradeId: state.lastTradeId,
    assets: [...state.assets.values()].sort((a, b) => byText(a.asset, b.asset)),
    markets: markets.map(marketData),
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
    orders: markets.flatMap(({ book }) => [...restingOn(book, book.buy), ...restingOn(book, book.sell)]),
    ...(waiting.length > 0 ? { waiting } : {}),
    ...(woken.length > 0 ? { woken } : {}),
    ...(deadMen.length > 0 ? { deadMen } : {}),
    ...(books && { books }),
  }
}

function marketData({ definition, status, lastPrice, endsAt }: Market): MarketData {
  const { notionalMin, ...defined } = definition
  return {
    ...defined,
    ...(notionalMin ? { notionalMin: `${notionalMin}` } : {}),
    status,
    lastPrice,
    ...(endsAt === null ? {} : { endsAt }),
  }
}

function restingOn(book: Book<Order>, { levels }: BookSide): OrderData[] {
  const orders: OrderData[] = []
  for (let index = levels.length - 1; index >= 0; index--) {
    for (let order = firstOf(book, levels[index]!); order; order = nextOf(book, order))
      orders.push(orderData(order))
  }
  return orders
}
