/** Nobody, in a queue: rows count from 1. */
export const nobody = 0

/**
 * Who stands before and behind whom, by row: every order in a book has a row. Numbers side by side, and not links from
 * order to order: for each pointer that is written to an object which has lived for a while, the runtime looks up what
 * its collector watches there, and in a book of many orders those look-ups cost more than everything else.
 */
export class Queues<Order> {
  readonly #orders: (Order | undefined)[] = [undefined]
  #links = new Int32Array(2 * rowsAtFirst)
  /** Rows that were left, to be taken again. */
  readonly #free: number[] = []

  /** A row for an order. */
  enter(order: Order): number {
    const row = this.#free.pop() ?? this.#orders.length
    // By the next free place: a list that is filled in order has no holes.
    if (row === this.#orders.length) this.#grow(order)
    else this.#orders[row] = order
    return row
  }

  leave(row: number): void {
    this.#free.push(row)
  }

  #grow(order: Order): void {
    this.#orders.push(order)
    if (2 * this.#orders.length <= this.#links.length) return
    const links = new Int32Array(2 * this.#links.length)
    links.set(this.#links)
    this.#links = links
  }

  /** Who has the row; undefined for nobody. */
  at(row: number): Order | undefined {
    return this.#orders[row]
  }

  /** Who stands behind a row. */
  after(row: number): number {
    return this.#links[2 * row + 1]!
  }

  /** Puts a row behind the last of a queue. */
  append(row: number, last: number): void {
    this.#links[2 * row] = last
    this.#links[2 * row + 1] = nobody
    if (last !== nobody) this.#links[2 * last + 1] = row
  }

  /** Takes a row out of the middle, the front or the end of its queue; its own links stay to be read. */
  unlink(row: number): void {
    const before = this.#links[2 * row]!
    const after = this.#links[2 * row + 1]!
    if (before !== nobody) this.#links[2 * before + 1] = after
    if (after !== nobody) this.#links[2 * after] = before
  }

  before(row: number): number {
    return this.#links[2 * row]!
  }
}

const rowsAtFirst = 64
