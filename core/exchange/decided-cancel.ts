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
  declare readonly market: MarketCode
  declare readonly remaining: Lots
  declare readonly reason: CancelReason
  declare private readonly side: Side
  /** What is released, in the market's steps. */
  declare readonly promised: Count
  declare private readonly terms: Terms

  constructor(
    order: OrderId,
    account: AccountId,
    remaining: Lots,
    side: Side,
    promised: Count,
    reason: CancelReason,
    terms: Terms,
  ) {
    this.kind = 'order_canceled'
    this.order = order
    this.account = account
    this.market = terms.market
    this.remaining = remaining
    this.reason = reason
    this.side = side
    this.promised = promised
    this.terms = terms
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
  return new Canceled(order.id, seat.account, remaining, side, promiseOf(order), reason, seat.market.terms)
}
