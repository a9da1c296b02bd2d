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

/**
 * A binary heap: the next timer first. Nothing is taken out of its middle; what is settled is dropped when it comes
 * up.
 */
export class Timers {
  readonly #heap: Timer[] = []

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
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[place] = heap[child]!
      place = child
    }
    heap[place] = last
  }
}
