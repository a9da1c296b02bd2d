import type { Side } from '../../core/matching/index.ts'
import type { Lots, Ticks } from '../../core/units/index.ts'

/** All resting quantity at one price. */
export type Level = { price: Ticks; quantity: Lots }

/**
 * One side of a market's book as levels. The best price is kept last, since nearly all changes happen there
 * and an insertion near the end of an array moves little.
 */
export class Levels {
  readonly #worstFirst: Ticks[] = []
  readonly #quantities = new Map<Ticks, Lots>()
  readonly #sign: 1 | -1

  constructor(side: Side) {
    this.#sign = side === 'buy' ? 1 : -1
  }

  /** Sets a level's whole quantity; zero removes it. */
  set(price: Ticks, quantity: Lots): void {
    const known = this.#quantities.has(price)
    if (quantity > 0) {
      this.#quantities.set(price, quantity)
      if (!known) this.#worstFirst.splice(this.#indexOf(price), 0, price)
    } else if (known) {
      this.#quantities.delete(price)
      this.#worstFirst.splice(this.#indexOf(price), 1)
    }
  }

  get size(): number {
    return this.#worstFirst.length
  }

  /** The best `limit` levels, best first. */
  top(limit: number): Level[] {
    const levels: Level[] = []
    for (let index = this.#worstFirst.length - 1; index >= 0 && levels.length < limit; index--) {
      const price = this.#worstFirst[index]!
      levels.push({ price, quantity: this.#quantities.get(price)! })
    }
    return levels
  }

  /** Where a price is, or would be inserted. */
  #indexOf(price: Ticks): number {
    let low = 0
    let high = this.#worstFirst.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#worstFirst[middle]! - price) * this.#sign < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
