import type { OrderId } from '../units/index.ts'

const spareMax = 4_096

/**
 * Objects of closed orders. Those of the last command may still be asked about; the others serve again, because orders
 * live just long enough to be dear to a garbage collector. None is moved from one list to another: each pointer that
 * is written costs more than it looks.
 */
export class OrderPool<Order extends { readonly id: OrderId }> {
  /** First the spare ones, then what the last command closed. */
  readonly #orders: Order[] = []
  #spare = 0

  /** An object that is free, unless some that are not lie on it. */
  take(): Order | undefined {
    if (this.#spare === 0 || this.#spare < this.#orders.length) return undefined
    this.#spare -= 1
    return this.#orders.pop()
  }

  close(order: Order): void {
    this.#orders.push(order)
  }

  /** A command begins: nobody asks about the last one's orders any more. */
  reuse(): void {
    if (this.#orders.length > spareMax) this.#orders.length = spareMax
    this.#spare = this.#orders.length
  }

  /** How many the last command closed. */
  get closed(): number {
    return this.#orders.length - this.#spare
  }

  /** Those, in the order in which it closed them. */
  closedAt(index: number): Order | undefined {
    return this.#orders[this.#spare + index]
  }
}
