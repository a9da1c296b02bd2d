import { house, peekBalance, type Balance } from '../ledger/index.ts'
import { opposite, type Side } from '../matching/index.ts'
import { assert, type AccountId, type AssetCode, type OrderId, type Ticks } from '../units/index.ts'
import { Distinct } from './distinct.ts'
import type { Event, TradeMade } from './event.ts'
import type { Market } from './market.ts'
import { promisedFrom, type Order } from './order.ts'
import { balanceView, levelQuantity, viewOf } from './read.ts'
import type { State } from './state.ts'
import { linesOfBooks } from './touched-books.ts'
import { TouchedLevels } from './touched-levels.ts'
import type { Touched } from './view.ts'

/** How a command left everything it touched, as readers see it: asked when `TouchedParts.read` may be. */
export function touchedBy(state: State, events: Event[]): Touched {
  const { orders, balances, levels } = new TouchedParts().read(state, events)
  return {
    orders: orders.all().map(viewOf),
    balances: balances.all().map(balanceView),
    levels: levels.all(),
  }
}

/** The exchange's own objects that a command touched, each once: good until the next command. */
export class TouchedParts {
  readonly orders = new Distinct<Order>()
  readonly balances = new Distinct<Balance>()
  readonly levels = new TouchedLevels()
  #state!: State
  /** Where the last closed order was found: events close orders in the order in which the state remembers them. */
  #closedFrom = 0

  /**
   * What a command touched, in place of what another did: asked after `evolveAll(state, events)` and before the next
   * command, because of closed orders the state remembers only the last command's.
   */
  read(state: State, events: Event[]): this {
    this.#state = state
    this.#closedFrom = 0
    this.orders.clear()
    this.balances.clear()
    this.levels.clear()
    for (let index = 0; index < events.length; index++) this.#touch(events[index]!)
    return this
  }

  #touch(event: Event): void {
    switch (event.kind) {
      case 'order_accepted':
        return this.#promise(this.#order(event.order))
      case 'trade':
        return this.#trade(event)
      case 'order_rested': {
        const order = this.#order(event.order)
        return this.#level(order.seat.market, order.side, order.price)
      }
      case 'order_canceled':
      case 'order_reduced': {
        const order = this.#order(event.order)
        // What waited for a trigger never stood in the book.
        const waits = event.kind === 'order_canceled' && order.special?.waiting
        if (order.price > 0 && !waits) this.#level(order.seat.market, order.side, order.price)
        return this.#promise(order)
      }
      case 'order_amended': {
        const order = this.#order(event.order)
        this.#level(order.seat.market, order.side, event.previousLimit)
        return this.#promise(order)
      }
      case 'order_triggered':
        return this.#promise(this.#order(event.order))
      case 'deposit_credited':
        this.#line(event.account, event.asset)
        return this.#line(house.custody, event.asset)
      case 'asset_defined':
      case 'market_defined':
      case 'market_status_changed':
      case 'trading_fee_set':
      case 'trading_fee_deleted':
      case 'dead_man_set':
      case 'user_group_set':
        return
      default: {
        const lines = linesOfBooks(event)
        for (const account of lines?.accounts ?? []) this.#line(account, lines!.asset)
      }
    }
  }

  #order(id: OrderId): Order {
    const order = this.#state.orders.get(id) ?? this.#closed(id)
    assert(order !== undefined, 'what a command touched is open, or was closed by it')
    this.orders.add(order)
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

  #trade(event: TradeMade): void {
    const maker = this.#order(event.maker)
    const taker = event.auction ? this.#order(event.taker) : this.#known(event.taker)
    const { market } = maker.seat
    // In an auction both rested, and the price need not be that of either.
    if (event.auction) {
      this.#level(market, maker.side, maker.price)
      this.#level(market, taker.side, taker.price)
    } else this.#level(market, opposite(event.takerSide), event.price)
    for (const { base, quote } of [taker.seat, maker.seat]) {
      this.balances.add(base)
      this.balances.add(quote)
    }
    this.balances.add(market.feeIncomeBase)
    this.balances.add(market.feeIncomeQuote)
  }

  /** A taker is told by the event that accepted or woke it. */
  #known(id: OrderId): Order {
    const order = this.#state.orders.get(id) ?? this.#closed(id)
    assert(order !== undefined, 'what a command touched is open, or was closed by it')
    return order
  }

  /** The line that an order's promise is made from. */
  #promise({ seat, side }: Order): void {
    this.balances.add(promisedFrom(seat, side))
  }

  #line(account: AccountId, asset: AssetCode): void {
    const found = peekBalance(this.#state.ledger, account, asset)
    if (found) this.balances.add(found)
  }

  #level(market: Market, side: Side, price: Ticks): void {
    const { market: code } = market.terms
    if (this.levels.knows(code, side, price)) return
    this.levels.add(code, side, price, levelQuantity(this.#state, code, side, price))
  }
}
