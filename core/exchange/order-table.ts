import type { OrderId } from '../units/index.ts'

const pageBits = 12
const pageSize = 1 << pageBits
const spareMax = 16

/** Quickest by a shift, which looks at 32 bits of an id, and would take a longer one for another. */
const pageOf = (id: OrderId): number => (id < 2 ** 32 ? id >>> pageBits : Math.floor(id / pageSize))

type Page<Order> = { readonly orders: (Order | undefined)[]; count: number }

/**
 * Open orders by id. Ids count up by one, so a table of pages finds, adds and drops an order by two array
 * look-ups. A page whose orders are all closed leaves, unless it is the newest, which would be wanted again at once; it
 * serves for later ids, because a page lives just long enough to be dear to a garbage collector. Iterates in the order
 * of ids.
 */
export class OrderTable<Order extends { readonly id: OrderId }> {
  readonly #pages: (Page<Order> | undefined)[] = []
  /** Empty pages, to be used again. */
  readonly #spare: Page<Order>[] = []
  size = 0

  get(id: OrderId): Order | undefined {
    return this.#pages[pageOf(id)]?.orders[id & (pageSize - 1)]
  }

  add(order: Order): void {
    const index = pageOf(order.id)
    let page = this.#pages[index]
    if (!page) {
      const newest = this.#pages.length - 1
      if (this.#pages[newest]?.count === 0) this.#drop(newest)
      while (this.#pages.length < index) this.#pages.push(undefined)
      this.#pages[index] = page = this.#spare.pop() ?? {
        orders: new Array<Order | undefined>(pageSize).fill(undefined),
        count: 0,
      }
    }
    page.orders[order.id & (pageSize - 1)] = order
    page.count += 1
    this.size += 1
  }

  delete(id: OrderId): void {
    const index = pageOf(id)
    const page = this.#pages[index]
    if (!page?.orders[id & (pageSize - 1)]) return
    page.orders[id & (pageSize - 1)] = undefined
    page.count -= 1
    this.size -= 1
    if (page.count === 0 && index < this.#pages.length - 1) this.#drop(index)
  }

  #drop(index: number): void {
    const page = this.#pages[index]!
    this.#pages[index] = undefined
    if (this.#spare.length < spareMax) this.#spare.push(page)
  }

  *values(): Generator<Order> {
    for (const page of this.#pages) {
      for (const order of page?.orders ?? []) if (order) yield order
    }
  }
}
