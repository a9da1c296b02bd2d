import type { Balance } from '../ledger/index.ts'
import type { RestingOrder, Side } from '../matching/index.ts'
import {
  plus,
  times,
  type AccountId,
  type Amount,
  type Count,
  type Lots,
  type OrderId,
  type Ticks,
  type TimeMs,
} from '../units/index.ts'
import type { OrderType } from './command.ts'
import { cancelReasons, type CancelReason, type OrderAccepted } from './event.ts'
import type { Market, Rates } from './market.ts'
import type { Seat } from './seat.ts'
import { isPriced, type Special } from './special.ts'
import { promiseStep } from './terms.ts'

const reasons: readonly (CancelReason | null)[] = [null, ...cancelReasons]

/** What an order is told when it is accepted. */
type Accepted = Pick<OrderAccepted, 'order' | 'uuid' | 'side' | 'type' | 'limit' | 'quantity'>

/**
 * An open order. `price` is its limit (0 where it has none). Only valid until the next command: the object of a closed
 * order serves again, because orders live just long enough to be dear to a garbage collector.
 */
export class Order implements RestingOrder {
  // What a trade or a cancel touches comes first, so that it lies together in memory.
  declare id: OrderId
  declare side: Side
  declare price: Ticks
  declare remaining: Lots
  declare hidden: Lots
  declare level: number
  declare row: number
  declare seat: Seat
  declare special: Special | null
  declare type: OrderType
  /** Why it was canceled, as a place in `reasons`: numbers are cheaper to write than pointers. */
  declare private ended: number
  declare updatedAt: TimeMs
  declare rates: Rates
  declare tradesCount: number
  /** What its trades came to; of no trades it may say anything, and nothing has to be written here. */
  declare private filled: Count
  declare display: Lots
  /** Filled and remaining together; a reduction lowers it. */
  declare quantity: Lots
  declare uuid: string
  declare placedAt: TimeMs

  /** Names every field, although `open` does it again: the runtime gives room in the object to those it sees here. */
  constructor(accepted: Accepted, seat: Seat, rates: Rates, placedAt: TimeMs, special: Special | null) {
    this.id = accepted.order
    this.side = accepted.side
    this.price = 0 as Ticks
    this.remaining = accepted.quantity
    this.hidden = 0 as Lots
    this.level = 0
    this.row = 0
    this.seat = seat
    this.special = special
    this.type = accepted.type
    this.ended = 0
    this.updatedAt = placedAt
    this.rates = rates
    this.tradesCount = 0
    this.filled = 0
    this.display = 0 as Lots
    this.quantity = accepted.quantity
    this.uuid = accepted.uuid
    this.placedAt = placedAt
    this.open(accepted, seat, rates, placedAt, special)
  }

  /** Begins an order, also in the place of one that is closed. */
  open(accepted: Accepted, seat: Seat, rates: Rates, placedAt: TimeMs, special: Special | null): this {
    this.id = accepted.order
    this.side = accepted.side
    this.price = accepted.limit ?? (0 as Ticks)
    this.remaining = accepted.quantity
    this.hidden = 0 as Lots
    this.level = 0
    this.row = 0
    this.seat = seat
    this.special = special
    this.type = accepted.type
    this.ended = 0
    this.updatedAt = placedAt
    this.rates = rates
    this.tradesCount = 0
    this.display = special === null ? (0 as Lots) : (special.terms.display ?? (0 as Lots))
    this.quantity = accepted.quantity
    this.uuid = accepted.uuid
    this.placedAt = placedAt
    return this
  }

  /** So many trades have come to so much, in the market's quote steps. */
  addTrades(count: number, cost: Count, at: TimeMs): void {
    this.filled = plus(this.filledSteps, cost)
    this.tradesCount += count
    this.updatedAt = at
  }

  endFor(reason: CancelReason | null): void {
    this.ended = reasons.indexOf(reason ?? 'requested')
  }

  /** Price × quantity over all fills, in the market's quote steps. */
  get filledSteps(): Count {
    return this.tradesCount === 0 ? 0 : this.filled
  }

  get canceledFor(): CancelReason | null {
    return reasons[this.ended]!
  }

  get account(): AccountId {
    return this.seat.account
  }

  get market(): Market {
    return this.seat.market
  }

  get filledQuote(): Amount {
    return this.seat.market.terms.quote.amountOf(this.filledSteps)
  }
}

/** The line whose funds an order promises. */
export const promisedFrom = (seat: Seat, side: Side): Balance => (side === 'buy' ? seat.quote : seat.base)

/** What so many lots at a limit promise, in the promise's steps. */
export const promiseFor = (side: Side, limit: Ticks, quantity: number): Count =>
  side === 'buy' ? times(limit, quantity) : quantity

/**
 * What an open order still promises, in its promise's steps. A market order has spent its exact hold with its last
 * fill. Derived, because every trade would have to write it.
 */
export function promiseOf({ special, type, side, price, remaining }: Order): Count {
  if (special !== null && special.waiting !== null) return special.waiting.promise
  return isPriced(type) ? promiseFor(side, price, remaining) : 0
}

export const heldBy = (order: Order): Amount =>
  promiseStep(order.seat.market.terms, order.side).amountOf(promiseOf(order))

/** Which of an order's partner would be canceled with it; most have none. */
export const partnerOf = ({ special }: Order): OrderId | null => special?.partner ?? null
