import type { OrderId, Ticks } from '../units/index.ts'
import type { Side } from './side.ts'

/** An order that waits for a price. Its place here belongs to `Stops`: nobody else writes it. */
export type WaitingOrder = {
  readonly id: OrderId
  readonly side: Side
  /** Of a trailing stop: how far behind the best trade its trigger runs. */
  readonly trail: Ticks | null
  /** The price that wakes it; of a trailing stop, see `triggerOf`. */
  readonly trigger: Ticks | null
  /** Trailing stops that saw the same best trade move together. */
  group: Group | null
}

type Group = { anchor: Ticks; orders: WaitingOrder[] }

/** The price that would wake a waiting order now. */
export function triggerOf({ side, trail, trigger, group }: WaitingOrder): Ticks {
  if (trail === null || group === null) return trigger!
  return (side === 'buy' ? group.anchor + trail : group.anchor - trail) as Ticks
}

/**
 * One side's waiting orders. Prices are looked at with a sign, so that both sides wake when the trade's signed price
 * has
 * reached their signed trigger. Lists have who wakes first at their end, where it is cheap to leave.
 */
class StopSide<Order extends WaitingOrder> {
  readonly #sign: 1 | -1
  readonly #fixed: Order[] = []
  /** By anchor, the one that the next trade moves first at the end. */
  readonly #groups: Group[] = []
  /** Signed price from which something wakes, and below which an anchor moves: most trades do neither. */
  #wakesFrom = Infinity
  #movesBelow = -Infinity

  constructor(side: Side) {
    this.#sign = side === 'buy' ? 1 : -1
  }

  add(order: Order, anchor: Ticks | null): void {
    if (anchor === null) insertBy(this.#fixed, order, this.#byTrigger)
    else this.#join(anchor, [order])
    this.#look()
  }

  remove(order: Order): void {
    if (order.group === null) {
      removeFrom(this.#fixed, order)
    } else {
      removeFrom(order.group.orders, order)
      if (order.group.orders.length === 0) removeFrom(this.#groups, order.group)
      order.group = null
    }
    this.#look()
  }

  /** Whether a trade wakes nothing and moves no anchor. */
  isDeafTo(price: Ticks): boolean {
    const signed = price * this.#sign
    return signed < this.#wakesFrom && signed >= this.#movesBelow
  }

  /** Takes out everything that a trade wakes, who wakes first first. */
  wake(price: Ticks): Order[] {
    const signed = price * this.#sign
    this.#moveAnchors(price)
    const woken: Order[] = []
    const take = (orders: Order[]) => {
      while (orders.length > 0 && triggerOf(orders.at(-1)!) * this.#sign <= signed) woken.push(orders.pop()!)
    }
    take(this.#fixed)
    for (const group of [...this.#groups]) {
      take(group.orders as Order[])
      if (group.orders.length === 0) removeFrom(this.#groups, group)
    }
    this.#look()
    return woken.sort((a, b) => -this.#byTrigger(a, b))
  }

  *orders(): Generator<Order> {
    yield* this.#fixed
    for (const { orders } of this.#groups) yield* orders as Order[]
  }

  /** Anchors follow the trade away from the trigger; those that come to the same price become one. */
  #moveAnchors(price: Ticks): void {
    const moved: Group[] = []
    while (this.#groups.length > 0 && this.#groups.at(-1)!.anchor * this.#sign > price * this.#sign) {
      moved.push(this.#groups.pop()!)
    }
    // Not spread into arguments: a crowd of them is more than a call takes.
    const orders = moved.flatMap((group) => group.orders)
    if (orders.length > 0) this.#join(price, orders)
  }

  #join(anchor: Ticks, orders: readonly WaitingOrder[]): void {
    let group = this.#groups.find((each) => each.anchor === anchor)
    if (!group) {
      group = { anchor, orders: [] }
      insertBy(this.#groups, group, (a, b) => (a.anchor - b.anchor) * this.#sign)
    }
    for (const order of orders) order.group = group
    // Most come one by one, and a group may be large.
    if (orders.length === 1) insertBy(group.orders, orders[0]!, byTrail)
    else group.orders = [...group.orders, ...orders].sort(byTrail)
  }

  #look(): void {
    const first = this.#fixed.at(-1)
    this.#wakesFrom = first ? triggerOf(first) * this.#sign : Infinity
    for (const { orders } of this.#groups) {
      this.#wakesFrom = Math.min(this.#wakesFrom, triggerOf(orders.at(-1)!) * this.#sign)
    }
    const next = this.#groups.at(-1)
    this.#movesBelow = next ? next.anchor * this.#sign : -Infinity
  }

  /** Who wakes later first; of two with one trigger the younger wakes later. */
  readonly #byTrigger = (a: WaitingOrder, b: WaitingOrder): number =>
    (triggerOf(b) - triggerOf(a)) * this.#sign || b.id - a.id
}

/** Of one group: who wakes later first. */
const byTrail = (a: WaitingOrder, b: WaitingOrder): number => b.trail! - a.trail! || b.id - a.id

const nobody: readonly never[] = []

/** A market's waiting orders. */
export class Stops<Order extends WaitingOrder> {
  readonly #buys = new StopSide<Order>('buy')
  readonly #sells = new StopSide<Order>('sell')
  /** How many wait: mostly nobody, and then a trade has nothing to look for. */
  #size = 0

  get size(): number {
    return this.#size
  }

  /** `anchor`: the best trade that a trailing stop has seen; null for others. */
  add(order: Order, anchor: Ticks | null): void {
    this.#of(order).add(order, anchor)
    this.#size += 1
  }

  remove(order: Order): void {
    this.#of(order).remove(order)
    this.#size -= 1
  }

  /** Takes out everything that a trade at this price wakes, in the order in which it wakes: buys, then sells. */
  wake(price: Ticks): readonly Order[] {
    if (this.#size === 0) return nobody
    if (this.#buys.isDeafTo(price) && this.#sells.isDeafTo(price)) return nobody
    const buys = this.#buys.wake(price)
    const sells = this.#sells.wake(price)
    this.#size -= buys.length + sells.length
    return sells.length === 0 ? buys : [...buys, ...sells]
  }

  *orders(): Generator<Order> {
    yield* this.#buys.orders()
    yield* this.#sells.orders()
  }

  #of({ side }: Order): StopSide<Order> {
    return side === 'buy' ? this.#buys : this.#sells
  }
}

function insertBy<Item>(items: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(items[middle]!, item) < 0) low = middle + 1
    else high = middle
  }
  items.splice(low, 0, item)
}

function removeFrom<Item>(items: Item[], item: Item): void {
  const place = items.indexOf(item)
  if (place >= 0) items.splice(place, 1)
}
