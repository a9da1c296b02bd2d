import { allOpenOrders, type State } from '../../core/exchange/index.ts'
import type { OrderId } from '../../core/units/index.ts'
import { hashText, TextIndex } from './text-index.ts'

/** Open orders by their public name, of which no two share one. */
export class OrderNames {
  readonly #exchange: State
  readonly #index = new TextIndex()

  constructor(exchange: State) {
    this.#exchange = exchange
    for (const { uuid, order } of allOpenOrders(exchange)) this.add(uuid, order)
  }

  find(uuid: string): OrderId | undefined {
    const { orders } = this.#exchange
    const found = this.#index.find(hashText(uuid), (id) => orders.get(id as OrderId)?.uuid === uuid)
    return found as OrderId | undefined
  }

  add(uuid: string, order: OrderId): void {
    this.#index.add(hashText(uuid), order)
  }

  delete(uuid: string, order: OrderId): void {
    this.#index.delete(hashText(uuid), order)
  }
}
