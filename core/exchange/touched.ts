import { house, peekBalance } from '../ledger/index.ts'
import { opposite, type Side } from '../matching/index.ts'
import type { AccountId, AssetCode, MarketCode, OrderId, Ticks } from '../units/index.ts'
import type { Event } from './event.ts'
import { balanceView, levelQuantity, viewOf } from './read.ts'
import type { Order } from './order.ts'
import type { State } from './state.ts'
import { linesOfBooks } from './touched-books.ts'
import type { BalanceView, LevelView, OrderView, Touched } from './view.ts'

/**
 * How a command left everything it touched: asked after `evolveAll(state, events)` and before the next command,
 * because of closed orders the state remembers only the last command's.
 */
export function touchedBy(state: State, events: Event[]): Touched {
  const touched = new TouchedSet(state)
  for (const event of events) {
    switch (event.kind) {
      case 'order_accepted':
        touched.order(event.order)
        touched.balance(event.account, event.asset)
        break
      case 'trade':
        touched.order(event.maker)
        // In an auction both rested, and the price need not be that of either.
        if (event.auction) {
          for (const { side, price } of [touched.order(event.maker), touched.order(event.taker)])
            touched.level(event.market, side, price)
        } else touched.level(event.market, opposite(event.takerSide), event.price)
        for (const account of [event.buyer, event.seller, house.feeIncome]) {
          touched.balance(account, event.baseAsset)
          touched.balance(account, event.quoteAsset)
        }
        break
      case 'order_rested': {
        const order = touched.order(event.order)
        touched.level(order.market.definition.market, order.side, order.price)
        break
      }
      case 'order_canceled': {
        const order = touched.order(event.order)
        // What waited for a trigger never stood in the book.
        if (order.price > 0 && !order.special?.waiting) touched.level(event.market, order.side, order.price)
        touched.balance(event.account, event.asset)
        break
      }
      case 'order_reduced': {
        const order = touched.order(event.order)
        if (order.price > 0) touched.level(event.market, order.side, order.price)
        touched.balance(event.account, event.asset)
        break
      }
      case 'order_amended': {
        const { side } = touched.order(event.order)
        touched.level(event.market, side, event.previousLimit)
        touched.balance(event.account, event.asset)
        break
      }
      case 'order_triggered':
        touched.order(event.order)
        touched.balance(event.account, event.asset)
        break
      case 'deposit_credited':
        touched.balance(event.account, event.asset)
        touched.balance(house.custody, event.asset)
        break
      case 'asset_defined':
      case 'market_defined':
      case 'market_status_changed':
      case 'trading_fee_set':
      case 'trading_fee_deleted':
      case 'dead_man_set':
      case 'user_group_set':
        break
      default: {
        const lines = linesOfBooks(event)
        for (const account of lines?.accounts ?? []) touched.balance(account, lines!.asset)
      }
    }
  }
  return touched.views()
}

/** Each order, balance and level once, however many of the events touched it. */
class TouchedSet {
  readonly #state: State
  readonly #orders = new Map<OrderId, Order>()
  readonly #balances = new Map<string, BalanceView>()
  readonly #levels = new Map<string, LevelView>()

  constructor(state: State) {
    this.#state = state
  }

  order(id: OrderId): Order {
    const order = this.#state.orders.get(id) ?? this.#state.closed.find((closed) => closed.id === id)
    if (!order) throw new Error(`order ${id} is neither open nor closed by the last command`)
    this.#orders.set(id, order)
    return order
  }

  balance(account: AccountId, asset: AssetCode): void {
    const found = peekBalance(this.#state.ledger, account, asset)
    if (found) this.#balances.set(`${account}/${asset}`, balanceView(found))
  }

  level(market: MarketCode, side: Side, price: Ticks): void {
    const quantity = levelQuantity(this.#state, market, side, price)
    this.#levels.set(`${market}/${side}/${price}`, { market, side, price, quantity })
  }

  views(): Touched {
    const orders: OrderView[] = [...this.#orders.values()].map((order) => viewOf(order))
    return { orders, balances: [...this.#balances.values()], levels: [...this.#levels.values()] }
  }
}
