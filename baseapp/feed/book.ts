import type { BookIncrement, BookSnapshot } from '../../contract/streams.ts'
import { unitsOf } from '../../web/kit/format.ts'

/** Price and total quantity at it, as counts of 10⁻¹⁸ units. */
export type Level = { readonly price: bigint; readonly quantity: bigint }

/** Asks ascending, bids descending: the best price is first on both sides. */
export type Book = {
  readonly asks: readonly Level[]
  readonly bids: readonly Level[]
  /** Of the last message that was applied. */
  readonly sequence: number
}

const levelsOf = (pairs: readonly (readonly [string, string])[]): Level[] =>
  pairs.flatMap(([price, quantity]) => {
    const level = { price: unitsOf(price), quantity: unitsOf(quantity) }
    return level.price !== undefined && level.quantity !== undefined && level.quantity > 0n
      ? [level as Level]
      : []
  })

const ascending = (a: Level, b: Level) => (a.price < b.price ? -1 : a.price > b.price ? 1 : 0)

/** The book that a snapshot shows; `undefined` for a message that is none. */
export function bookOf(payload: unknown): Book | undefined {
  const { asks, bids, sequence } = payload as Partial<BookSnapshot>
  if (!Array.isArray(asks) || !Array.isArray(bids) || !Number.isSafeInteger(sequence)) return undefined
  return {
    asks: levelsOf(asks).sort(ascending),
    bids: levelsOf(bids).sort((a, b) => ascending(b, a)),
    sequence: sequence!,
  }
}

type Pair = readonly [string, string]
/** The wire has one flat pair; some servers send a list of them. */
const pairsOf = (side: unknown): readonly Pair[] => {
  if (!Array.isArray(side) || side.length === 0) return []
  return (Array.isArray(side[0]) ? side : [side]) as Pair[]
}

/**
 * Applies an increment. A message that was applied before changes nothing; `gap` says that one is missing, so the
 * stream must be subscribed again.
 */
export function applyIncrement(book: Book, payload: unknown): Book | 'gap' {
  const { sequence, ...sides } = payload as BookIncrement & { asks?: unknown; bids?: unknown }
  if (!Number.isSafeInteger(sequence)) return 'gap'
  if (sequence <= book.sequence) return book
  if (sequence !== book.sequence + 1) return 'gap'
  return {
    asks: pairsOf(sides.asks).reduce((levels, pair) => changed(levels, pair, 1), book.asks),
    bids: pairsOf(sides.bids).reduce((levels, pair) => changed(levels, pair, -1), book.bids),
    sequence,
  }
}

/** The quantity is absolute; none, or zero, ends the level. */
function changed(
  levels: readonly Level[],
  [priceText, quantityText]: Pair,
  direction: 1 | -1,
): readonly Level[] {
  const price = unitsOf(priceText)
  if (price === undefined) return levels
  const quantity = unitsOf(quantityText) ?? 0n
  const at = placeOf(levels, price, direction)
  const isThere = levels[at]?.price === price
  if (quantity <= 0n) return isThere ? levels.toSpliced(at, 1) : levels
  return levels.toSpliced(at, isThere ? 1 : 0, { price, quantity })
}

/** Where a price is, or would be, by halving. */
function placeOf(levels: readonly Level[], price: bigint, direction: 1 | -1): number {
  let low = 0
  let high = levels.length
  while (low < high) {
    const middle = (low + high) >> 1
    const isBefore = direction === 1 ? levels[middle]!.price < price : levels[middle]!.price > price
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low
}
