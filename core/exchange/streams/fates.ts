import type { OrderId } from '../../units/index.ts'
import type { Event, OrderAccepted, TradeMade } from '../event.ts'

/** What became of an order's lots and of its promise, told by its events alone. */
type Fate = {
  readonly side: OrderAccepted['side']
  /** The limit at which it promised; null if it promised what its trades cost. */
  quantity: number
  remaining: number
  filled: number
  lost: number
  /** Promised, and neither paid nor released yet. */
  promised: bigint
}

/**
 * Follows every order from its acceptance to its end: its lots were filled, lost, or canceled, and its promise was paid
 * or released to the last unit. Throws when an account of it does not close.
 */
export class Fates {
  readonly #fates = new Map<OrderId, Fate>()

  observe(events: readonly Event[]): void {
    for (const event of events) this.#follow(event)
  }

  get open(): number {
    return this.#fates.size
  }

  #follow(event: Event): void {
    switch (event.kind) {
      case 'order_accepted': {
        const { order, side, quantity, held } = event
        const fate = { side, quantity, remaining: quantity, filled: 0, lost: 0, promised: held }
        this.#fates.set(order, fate)
        return
      }
      case 'trade':
        this.#trade(event)
        return
      case 'order_reduced': {
        const fate = this.#of(event.order)
        fate.lost += event.by
        fate.remaining -= event.by
        fate.promised -= event.released
        return this.#check(event.order, event.remaining === fate.remaining && event.remaining > 0)
      }
      case 'order_amended':
      case 'order_triggered': {
        const fate = this.#of(event.order)
        fate.promised += event.held - event.released
        fate.quantity = event.quantity + fate.lost
        fate.remaining = event.quantity - fate.filled
        return this.#check(
          event.order,
          event.kind === 'order_triggered' || event.remaining === fate.remaining,
        )
      }
      case 'order_canceled': {
        const fate = this.#of(event.order)
        fate.promised -= event.released
        this.#check(event.order, event.remaining === fate.remaining && fate.promised === 0n)
        this.#fates.delete(event.order)
        return
      }
      default:
        return
    }
  }

  /** The buyer pays quote and is released what he promised beyond it; the seller pays base. */
  #trade(event: TradeMade): void {
    const { maker, taker, takerSide, quantity, base, quote, released, trade } = event
    const [buyer, seller] = takerSide === 'buy' ? [taker, maker] : [maker, taker]
    const takerFee = takerSide === 'buy' ? event.buyerFee : event.sellerFee
    if (event.makerRebate > takerFee) throw new Error(`trade ${trade} rebates more than its taker pays`)
    this.#of(buyer).promised -= quote + released
    this.#of(seller).promised -= base
    for (const order of [maker, taker]) {
      const fate = this.#of(order)
      fate.filled += quantity
      fate.remaining -= quantity
      this.#check(order, fate.remaining > 0 || fate.promised === 0n, `in trade ${trade}`)
      if (fate.remaining === 0) this.#fates.delete(order)
    }
  }

  #check(order: OrderId, holds: boolean, where = ''): void {
    const { quantity, remaining, filled, lost, promised } = this.#of(order)
    if (holds && quantity === filled + remaining + lost && remaining >= 0 && promised >= 0n) return
    const told = `${quantity} lots, ${filled} filled, ${lost} lost, ${remaining} left, ${promised} promised`
    throw new Error(`the account of order ${order} does not close ${where}: ${told}`)
  }

  #of(order: OrderId): Fate {
    const fate = this.#fates.get(order)
    if (!fate) throw new Error(`order ${order} is not open, and something happened to it`)
    return fate
  }
}
