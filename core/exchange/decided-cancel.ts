import type { Step } from '../ledger/index.ts'
import type { Side } from '../matching/index.ts'
import type { AccountId, Amount, AssetCode, Count, Lots, MarketCode, OrderId } from '../units/index.ts'
import type { CancelReason, OrderCanceled } from './event.ts'
import { promiseOf, type Order } from './order.ts'
import { promiseAsset, promiseStep, type Terms } from './terms.ts'

/** The end of an order as `decide` makes it: see `decided.ts`. */
export class Canceled implements OrderCanceled {
  declare readonly kind: 'order_canceled'
  declare readonly order: OrderId
  declare readonly account: AccountId
  declare readonly remaining: Lots
  declare readonly reason: CancelReason
  /** Its object, if it was open: only until the next command, when it may be another order's (its id tells). */
  declare readonly met: Order | null
  declare private readonly side: Side
  /** What is released, in the market's steps. */
  declare readonly promised: Count
  declare readonly terms: Terms

  constructor(
    order: OrderId,
    account: AccountId,
    remaining: Lots,
    side: Side,
    promised: Count,
    reason: CancelReason,
    terms: Terms,
    met: Order | null,
  ) {
    this.kind = 'order_canceled'
    this.order = order
    this.account = account
    this.remaining = remaining
    this.reason = reason
    this.met = met
    this.side = side
    this.promised = promised
    this.terms = terms
  }

  get market(): MarketCode {
    return this.terms.market
  }

  get asset(): AssetCode {
    return promiseAsset(this.terms, this.side)
  }

  get released(): Amount {
    return this.step.amountOf(this.promised)
  }

  /** What `promised` counts. */
  get step(): Step {
    return promiseStep(this.terms, this.side)
  }
}

/** An open order's end, with all that it still promises. */
export const canceled = (order: Order, reason: CancelReason): Canceled => {
  const { seat, remaining, side } = order
  const { terms } = seat.market
  return new Canceled(order.id, seat.account, remaining, side, promiseOf(order), reason, terms, order)
}
