import type { AccountId, MarketCode, OrderId, TimeMs } from '../units/index.ts'

/** What a moment may bring; whether it still does is the state's to say. */
export type Timer = { readonly at: TimeMs } & (
  | { readonly kind: 'expire_order'; readonly order: OrderId }
  | { readonly kind: 'expire_dead_man'; readonly account: AccountId }
  | { readonly kind: 'end_auction'; readonly market: MarketCode }
)

const ranks: Record<Timer['kind'], number> = { expire_order: 0, expire_dead_man: 1, end_auction: 2 }

/** Who comes first at one moment: expiries by order, then dead men by account, then auctions by market. */
function before(a: Timer, b: Timer): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.kind === 'expire_order' && b.kind === 'expire_order') return a.order < b.order
  if (a.kind === 'expire_dead_man' && b.kind === 'expire_dead_man') return a.account < b.account
  if (a.kind === 'end_auction' && b.kind === 'end_auction') return a.market < b.market
  return ranks[a.kind] < ranks[b.kind]
}

/** Fewer than this are never looked through. */
const sweptFrom = 1_024

/**
 * A binary heap: the next timer first. What is settled is dropped when it comes up; or by `sweep`, because a moment may
 * lie years away, and orders that wait for it may come and go by the thousand.
 */
export class Timers {
  #heap: Timer[] = []
  /** At this size it is looked through: twice what was still pending the last time, which pays for it. */
  #sweepAt = sweptFrom

  get size(): number {
    return this.#heap.length
  }

  peek(): Timer | undefined {
    return this.#heap[0]
  }

  add(timer: Timer): void {
    const heap = this.#heap
    let place = heap.length
    while (place > 0) {
      const parent = (place - 1) >>> 1
      if (!before(timer, heap[parent]!)) break
      heap[place] = heap[parent]!
      place = parent
    }
    heap[place] = timer
  }

  drop(): void {
    const last = this.#heap.pop()
    if (last !== undefined && this.#heap.length > 0) this.#sink(last, 0)
  }

  /** Most of it may be settled by now: time for a sweep. */
  get crowded(): boolean {
    return this.#heap.length >= this.#sweepAt
  }

  /** Drops what is settled. */
  sweep(isPending: (timer: Timer) => boolean): void {
    this.#heap = this.#heap.filter(isPending)
    for (let place = (this.#heap.length >>> 1) - 1; place >= 0; place--) this.#sink(this.#heap[place]!, place)
    this.#sweepAt = Math.max(sweptFrom, 2 * this.#heap.length)
  }

  /** Puts a timer at a place, or below those that come before it. */
  #sink(timer: Timer, from: number): void {
    const heap = this.#heap
    let place = from
    for (;;) {
      let child = 2 * place + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, timer)) break
      heap[place] = heap[child]!
      place = child
    }
    heap[place] = timer
  }
}
