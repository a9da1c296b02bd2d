import type { JournalRecord } from '../../../peatio/engine/index.ts'

type Life = { quantity: number; filled: number; canceled: number; open: boolean }

/** I7: of every order, what was filled, what is open and what was canceled are what was ordered; it closes once. */
export class OrdersAddUp {
  readonly #orders = new Map<number, Life>()

  take({ sequence, events }: Pick<JournalRecord, 'sequence' | 'events'>): string[] {
    const complaints: string[] = []
    const complain = (what: string) => complaints.push(`record ${sequence}: ${what}`)
    const openOne = (id: number): Life | undefined => {
      const order = this.#orders.get(id)
      if (!order?.open) complain(`order ${id} is not open`)
      return order?.open ? order : undefined
    }
    for (const event of events) {
      if (event.kind === 'order_accepted') {
        if (this.#orders.has(event.order)) complain(`order ${event.order} is accepted twice`)
        this.#orders.set(event.order, { quantity: event.quantity, filled: 0, canceled: 0, open: true })
      } else if (event.kind === 'trade') {
        for (const id of [event.maker, event.taker]) {
          const order = openOne(id)
          if (!order) continue
          order.filled += event.quantity
          if (order.filled > order.quantity) complain(`order ${id} is filled beyond its quantity`)
          order.open = order.filled < order.quantity
        }
      } else if (event.kind === 'order_canceled') {
        const order = openOne(event.order)
        if (!order) continue
        order.canceled = event.remaining
        order.open = false
        if (order.filled + order.canceled !== order.quantity)
          complain(`order ${event.order}: ${order.filled} + ${order.canceled} is not ${order.quantity}`)
      } else if (event.kind === 'order_reduced') {
        const order = openOne(event.order)
        if (!order) continue
        order.quantity -= event.by
        if (order.filled + event.remaining !== order.quantity)
          complain(`order ${event.order}: ${order.filled} + ${event.remaining} is not ${order.quantity}`)
      } else if (event.kind === 'order_amended' || event.kind === 'order_triggered') {
        const order = openOne(event.order)
        if (!order) continue
        order.quantity = event.quantity
        if (order.filled >= order.quantity) complain(`order ${event.order} has nothing left and is open`)
      }
    }
    return complaints
  }

  /** Whether it is open; undefined for an order that never was. */
  isOpen(order: number): boolean | undefined {
    return this.#orders.get(order)?.open
  }

  openCount(): number {
    return [...this.#orders.values()].filter(({ open }) => open).length
  }
}
