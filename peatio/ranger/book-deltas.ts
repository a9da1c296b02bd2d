import type { DepthLevel } from '../engine/index.ts'

/** Both sides of a book, best first. */
export type PublishedBook = { bids: DepthLevel[]; asks: DepthLevel[] }

/** One level of the published book changed; a quantity of zero means that it left. */
export type LevelChange = { side: 'bids' | 'asks'; price: number; quantity: number }

/**
 * What changed from one published book to the next, one level each.
 *
 * Both are the best levels up to the same depth, so whoever holds the first and applies the changes holds the
 * second, exactly: a level that fell out of the depth is removed, one that came into it is told with its whole
 * quantity, and nothing is ever removed that was not published. Removals come first, so that a book in the
 * middle of its changes is never crossed and never deeper than the depth.
 */
export function bookDeltas(before: PublishedBook, after: PublishedBook): LevelChange[] {
  const removed: LevelChange[] = []
  const set: LevelChange[] = []
  for (const side of ['asks', 'bids'] as const) {
    const better = side === 'asks' ? (a: number, b: number) => a < b : (a: number, b: number) => a > b
    const [old, now] = [before[side], after[side]]
    let [i, j] = [0, 0]
    while (i < old.length || j < now.length) {
      const [was, is] = [old[i], now[j]]
      if (is === undefined || (was !== undefined && better(was.price, is.price))) {
        removed.push({ side, price: was!.price, quantity: 0 })
        i++
      } else if (was === undefined || better(is.price, was.price)) {
        set.push({ side, price: is.price, quantity: is.quantity })
        j++
      } else {
        if (was.quantity !== is.quantity) set.push({ side, price: is.price, quantity: is.quantity })
        i++
        j++
      }
    }
  }
  return [...removed, ...set]
}
