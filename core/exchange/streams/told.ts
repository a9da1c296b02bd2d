import type { BalanceView, OrderView, Touched } from '../index.ts'
import { heldOf, postedOf, promiseOf, type Naive } from '../naive/twin.ts'
import { agree } from './agree.ts'

/** What a reader knows who was only ever told what each command touched: nothing of it may be out of date. */
export class Told {
  readonly #orders = new Map<number, OrderView>()
  readonly #balances = new Map<string, BalanceView>()
  readonly #levels = new Map<string, number>()

  take({ orders, balances, levels }: Touched): void {
    for (const view of orders) {
      if (isOpen(view)) this.#orders.set(view.order, view)
      else this.#orders.delete(view.order)
    }
    for (const view of balances) this.#balances.set(`${view.account}/${view.asset}`, view)
    for (const { market, side, price, quantity } of levels) {
      if (quantity > 0) this.#levels.set(`${market}/${side}/${price}`, quantity)
      else this.#levels.delete(`${market}/${side}/${price}`)
    }
  }

  compare(naive: Naive): void {
    const shown = new Map<string, number>()
    for (const { stage, market, side, limit, visible } of naive.orders) {
      if (stage !== 'resting') continue
      const key = `${market}/${side}/${limit}`
      shown.set(key, (shown.get(key) ?? 0) + visible)
    }
    agree(inOrder(this.#levels), inOrder(shown), 'the levels that were told')
    const orders = [...this.#orders.values()].sort((a, b) => a.order - b.order)
    agree(
      orders.map(({ order, quantity, filled, held }) => ({ order, quantity, filled, held })),
      naive.orders.map((order) => ({
        order: order.id,
        quantity: order.quantity,
        filled: order.quantity - order.remaining,
        held: promiseOf(naive, order),
      })),
      'the open orders that were told',
    )
    for (const { account, asset, posted, held } of this.#balances.values()) {
      const expected = { posted: postedOf(naive, account, asset), held: heldOf(naive, account, asset) }
      agree({ posted, held }, expected, `${account}'s ${asset}, as it was told`)
    }
  }
}

const isOpen = ({ status }: OrderView) =>
  status === 'open' || status === 'partially_filled' || status === 'untriggered'

const inOrder = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
