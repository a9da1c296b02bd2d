import { house, peekBalance, type Balance } from '../ledger/index.ts'
import { opposite, type Side } from '../matching/index.ts'
import {
  assert,
  type AccountId,
  type AssetCode,
  type MarketCode,
  type OrderId,
  type Ticks,
} from '../units/index.ts'
import { Distinct, scanned } from './distinct.ts'
import type { Event, TradeMade } from './event.ts'
import type { Market } from './market.ts'
import { promisedFrom, type Order } from './order.ts'
import { balanceView, levelQuantity, viewOf } from './read.ts'
import type { State } from './state.ts'
import { linesOfBooks } from './touched-books.ts'
import type { LevelView, Touched } from './view.ts'

/** The exchange's own objects that a command touched, each once: to be read before the next command. */
export type TouchedParts = { orders: Order[]; balances: Balance[]; levels: LevelView[] }

/**
 * What a command touched: asked after `evolveAll(state, events)` and before the next command, because of closed orders
 * the state remembers only the last command's.
 */
export function touchedParts(state: State, events: Event[]): TouchedParts {
  const touched = new TouchedSet(state)
  for (const event of events) {
    switch (event.kind) {
      case 'order_accepted':
        touched.promise(touched.order(event.order))
        break
      case 'trade':
        touched.trade(event)
        break
      case 'order_rested': {
        const order = touched.order(event.order)
        touched.level(order.seat.market, order.side, order.price)
        break
      }
      case 'order_canceled':
      case 'order_reduced': {
        const order = touched.order(event.order)
        // What waited for a trigger never stood in the book.
        const waits = event.kind === 'order_canceled' && order.special?.waiting
        if (order.price > 0 && !waits) touched.level(order.seat.market, order.side, order.price)
        touched.promise(order)
        break
      }
      case 'order_amended': {
        const order = touched.order(event.order)
        touched.level(order.seat.market, order.side, event.previousLimit)
        touched.promise(order)
        break
      }
      case 'order_triggered':
        touched.promise(touched.order(event.order))
        break
      case 'deposit_credited':
        touched.line(event.account, event.asset)
        touched.line(house.custody, event.asset)
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
        for (const account of lines?.accounts ?? []) touched.line(account, lines!.asset)
      }
    }
  }
  return touched.parts()
}

/** How a command left everything it touched, as readers see it: asked when `touchedParts` may be. */
export function touchedBy(state: State, events: Event[]): Touched {
  const { orders, balances, levels } = touchedParts(state, events)
  return { orders: orders.map(viewOf), balances: balances.map(balanceView), levels }
}

const nameOf = (market: MarketCode, side: Side, price: Ticks): string => `${market}/${side}/${price}`

class TouchedSet {
  readonly #state: State
  readonly #orders = new Distinct<Order>()
  readonly #balances = new Distinct<Balance>()
  readonly #levels: LevelView[] = []
  /** Names of levels, once there are many. */
  #levelNames: Set<string> | null = null
  /** Where the last closed order was found: events close orders in the order in which the state remembers them. */
  #closedFrom = 0

  constructor(state: State) {
    this.#state = state
  }

  order(id: OrderId): Order {
    const order = this.#state.orders.get(id) ?? this.#closed(id)
    assert(order !== undefined, 'what a command touched is open, or was closed by it')
    this.#orders.add(order)
    return order
  }

  #closed(id: OrderId): Order | undefined {
    const { pool } = this.#state
    for (let step = 0; step < pool.closed; step++) {
      const index = (this.#closedFrom + step) % pool.closed
      const order = pool.closedAt(index)
      if (order?.id !== id) continue
      this.#closedFrom = index
      return order
    }
    return undefined
  }

  trade(event: TradeMade): void {
    const maker = this.order(event.maker)
    const taker = event.auction ? this.order(event.taker) : this.#known(event.taker)
    const { market } = maker.seat
    // In an auction both rested, and the price need not be that of either.
    if (event.auction) {
      this.level(market, maker.side, maker.price)
      this.level(market, taker.side, taker.price)
    } else this.level(market, opposite(event.takerSide), event.price)
    for (const { base, quote } of [taker.seat, maker.seat]) {
      this.#balances.add(base)
      this.#balances.add(quote)
    }
    this.#balances.add(market.feeIncomeBase)
    this.#balances.add(market.feeIncomeQuote)
  }

  /** A taker is told by the event that accepted or woke it. */
  #known(id: OrderId): Order {
    const order = this.#state.orders.get(id) ?? this.#closed(id)
    assert(order !== undefined, 'what a command touched is open, or was closed by it')
    return order
  }

  /** The line that an order's promise is made from. */
  promise({ seat, side }: Order): void {
    this.#balances.add(promisedFrom(seat, side))
  }

  line(account: AccountId, asset: AssetCode): void {
    const found = peekBalance(this.#state.ledger, account, asset)
    if (found) this.#balances.add(found)
  }

  level(market: Market, side: Side, price: Ticks): void {
    const { market: code } = market.terms
    if (this.#knowsLevel(code, side, price)) return
    const quantity = levelQuantity(this.#state, code, side, price)
    this.#levels.push({ market: code, side, price, quantity })
  }

  #knowsLevel(code: MarketCode, side: Side, price: Ticks): boolean {
    if (this.#levels.length < scanned) {
      return this.#levels.some(
        (level) => level.price === price && level.side === side && level.market === code,
      )
    }
    this.#levelNames ??= new Set(this.#levels.map((level) => nameOf(level.market, level.side, level.price)))
    const { size } = this.#levelNames
    return this.#levelNames.add(nameOf(code, side, price)).size === size
  }

  parts(): TouchedParts {
    return { orders: this.#orders.items, balances: this.#balances.items, levels: this.#levels }
  }
}
