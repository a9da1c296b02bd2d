import type { Ticks } from '../units/index.ts'
import { sideOf, type Book, type RestingOrder } from './book.ts'
import type { Side } from './side.ts'
import { shownOf, slicesOf, type Slice } from './iceberg.ts'

/** What wants to trade at a price, hidden parts included. */
export type Depth = { readonly price: Ticks; readonly quantity: bigint }

type Queue<Order> = { readonly price: Ticks; readonly slices: Slice<Order>[]; at: number }

/** A copy of one side of a book for an auction to work on, best price first. The book itself is not touched. */
export class AuctionSide<Order extends RestingOrder> {
  readonly #queues: Queue<Order>[]
  #best = 0

  constructor(book: Book<Order>, side: Side) {
    this.#queues = sideOf(book, side)
      .levels.map((level) => ({ price: level.price, slices: slicesOf(book, level), at: 0 }))
      .reverse()
  }

  depth(): Depth[] {
    const waiting = this.#queues.slice(this.#best).map(({ price, slices, at }) => ({
      price,
      quantity: slices.slice(at).reduce((sum, { shown, hidden }) => sum + BigInt(shown) + BigInt(hidden), 0n),
    }))
    return waiting.filter(({ quantity }) => quantity > 0n)
  }

  /** Who is first in line. */
  first(): Slice<Order> | undefined {
    for (; this.#best < this.#queues.length; this.#best++) {
      const { slices, at } = this.#queues[this.#best]!
      if (at < slices.length) return slices[at]
    }
    return undefined
  }

  /** Takes from what the first one shows; an iceberg goes to the end of its queue with its next part. */
  take(quantity: number): void {
    const queue = this.#queues[this.#best]!
    const { order, shown, hidden } = queue.slices[queue.at]!
    if (quantity < shown) {
      queue.slices[queue.at] = { order, shown: shown - quantity, hidden }
      return
    }
    queue.at += 1
    const next = shownOf(order.display, hidden)
    if (hidden > 0) queue.slices.push({ order, shown: next, hidden: hidden - next })
  }

  /** Makes the first one smaller where it stands, hidden lots first. */
  lose(quantity: number): void {
    const queue = this.#queues[this.#best]!
    const { order, shown, hidden } = queue.slices[queue.at]!
    const fromHidden = Math.min(hidden, quantity)
    if (quantity === shown + hidden) queue.at += 1
    else
      queue.slices[queue.at] = { order, shown: shown - (quantity - fromHidden), hidden: hidden - fromHidden }
  }

  drop(): void {
    this.#queues[this.#best]!.at += 1
  }
}
