import { noiseAt } from './random.ts'

export type Side = 'buy' | 'sell'

/**
 * The price lines of a market, fixed for ever: line `n` lies near `n × step` ticks, at a place of its own.
 * Quotes stay on lines, so a price that comes back finds its orders where they were.
 */
export type Grid = {
  /** Ticks between lines. */
  step: number
  /** Lots on a usual line. */
  usual: number
  quantityMin: number
  seed: number
}

export type Quote = { side: Side; line: number; price: number; quantity: number }
/** An order of ours in the book; `price` in ticks, `remaining` in lots. */
export type Resting = { id: number; side: Side; price: number; remaining: number }

/** Lines a side that must be quoted, and beyond which a quote is taken back; between them it may stay. */
export const depth = { least: 16, most: 20 }

/** Where the asks begin for a price of `mid` ticks; stays while the price wanders less than a line away. */
export function anchorFor(grid: Grid, mid: number, previous: number | null): number {
  const exact = mid / grid.step + 0.2
  if (previous !== null && Math.abs(exact - previous) <= 1) return previous
  return Math.round(exact)
}

/**
 * The quote that belongs on a line: asks from the anchor upward, bids below it. Pure: the same line, the
 * same quote.
 */
export function quoteOn(grid: Grid, anchor: number, line: number): Quote {
  const price = Math.max(1, Math.round((line + 0.6 * noiseAt(grid.seed, line)) * grid.step))
  const size = grid.usual * 0.3 * Math.exp(2.4 * noiseAt(grid.seed + 1, line))
  const quantity = Math.max(grid.quantityMin, Math.round(size))
  return { side: line >= anchor ? 'sell' : 'buy', line, price, quantity }
}

export type Changes = { cancel: Resting[]; place: Quote[] }

/**
 * What must change for the book to be ours again: strays and orders on the wrong side leave first, the
 * nearest missing lines come next. A new quote never meets an order of our own that still rests on the
 * other side.
 */
export function planChanges(grid: Grid, anchor: number, resting: readonly Resting[]): Changes {
  const places = new Map<string, Quote>()
  for (let away = 0; away < depth.most; away += 1) {
    for (const line of [anchor + away, anchor - 1 - away]) {
      if (line < 1) continue
      const quote = quoteOn(grid, anchor, line)
      places.set(`${quote.side} ${quote.price}`, quote)
    }
  }
  const taken = new Set<string>()
  const cancel: Resting[] = []
  for (const order of resting) {
    const place = `${order.side} ${order.price}`
    if (places.has(place) && !taken.has(place)) taken.add(place)
    else cancel.push(order)
  }
  const missing = [...places].filter(([place, quote]) => !taken.has(place) && isNear(quote, anchor))
  const place = missing.map(([, quote]) => quote).filter((quote) => !meets(quote, resting))
  return { cancel, place }
}

const isNear = ({ line }: Quote, anchor: number) =>
  line < anchor + depth.least && line >= anchor - depth.least

const meets = (quote: Quote, resting: readonly Resting[]) =>
  resting.some((order) => order.side !== quote.side && crosses(quote, order.price))

const crosses = (quote: Quote, price: number) =>
  quote.side === 'buy' ? quote.price >= price : quote.price <= price
