import type { WaitingOrder } from '../matching/index.ts'
import type { Count, OrderId } from '../units/index.ts'
import type { OrderType, SpecialTerms } from './command.ts'
import type { Order } from './order.ts'

/** What an order has beyond price and quantity; most have nothing, and carry a null in its place. */
export type Special = {
  readonly terms: SpecialTerms
  /** The other leg of a one-cancels-other pair. */
  readonly partner: OrderId | null
  /** Of an order that has not been triggered yet, also when it was canceled so. */
  waiting: Waiting | null
}

export type Waiting = WaitingOrder & {
  readonly order: Order
  /** What it promises until it wakes, in its promise's steps. */
  readonly promise: Count
  /** A trade has reached its trigger, and its turn will come. */
  woken: boolean
}

export const noTerms: SpecialTerms = {}

/** Types that wait for a trigger first. */
export const waits = (type: OrderType): boolean =>
  type === 'stop_limit' || type === 'stop_market' || type === 'trailing_stop'

/** Types that promise limit × remaining, and may rest; the others promise the exact cost of what they get. */
export const isPriced = (type: OrderType): boolean => type === 'limit' || type === 'stop_limit'
