import { wouldCross, type Reach, type Side } from '../matching/index.ts'
import type { Count, Lots, Ticks } from '../units/index.ts'
import { quantityMax } from './check-order.ts'
import type { Market } from './market.ts'
import { costOf, walk, type Walk, type Walker } from './walk.ts'

/** What a market order may spend: promise steps of its own, and quote steps of its budget. */
export type Purse = { readonly funds: bigint; readonly budget: bigint | null }

export type MarketWalk = { walk: Walk; promised: Count; rejection?: never }
type Refused = { rejection: 'insufficient_liquidity' | 'insufficient_funds' }

/**
 * A market order fills as far as book, protection price, band, funds and budget reach. Refused only if nothing of the
 * book is within reach, or one lot is too much. With a budget, `quantity` is not looked at.
 */
export function walkMarket(market: Market, walker: Walker, purse: Purse): MarketWalk | Refused {
  const { side } = walker
  const limit = withinBand(market, side, walker.limit)
  if (!wouldCross(market.book, side, limit)) return { rejection: 'insufficient_liquidity' }
  if (purse.budget === null) {
    const wanted = walk(market, { ...walker, limit })
    const promised = costOf(wanted, side)
    if (BigInt(promised) <= purse.funds) return { walk: wanted, promised }
  }
  const quantity = purse.budget === null ? walker.quantity : (quantityMax as Lots)
  const reached = walk(market, { ...walker, limit, quantity }, reachOf(side, purse))
  // Of an order that met only orders of its own the end is told by prevention, not here.
  if (reached.met.length === 0) return { rejection: 'insufficient_funds' }
  return { walk: reached, promised: costOf(reached, side) }
}

/** Fills are shortened to what is left of the purse; the first that is shortened is the last. */
function reachOf(side: Side, { funds, budget }: Purse): Reach {
  let [fundsLeft, budgetLeft] = [funds, budget]
  return (price, quantity) => {
    const each = side === 'buy' ? BigInt(price) : 1n
    let reach = fundsLeft / each
    if (budgetLeft !== null && budgetLeft / BigInt(price) < reach) reach = budgetLeft / BigInt(price)
    const taken = reach < BigInt(quantity) ? (Number(reach) as Lots) : quantity
    fundsLeft -= each * BigInt(taken)
    if (budgetLeft !== null) budgetLeft -= BigInt(price) * BigInt(taken)
    return taken
  }
}

/** The tighter of a protection price and the edge of the market's band. */
function withinBand({ limits, lastPrice }: Market, side: Side, limit: Ticks | null): Ticks | null {
  if (limits.bandPpm === 0 || lastPrice === null) return limit
  const [last, band, whole] = [BigInt(lastPrice), BigInt(limits.bandPpm), 1_000_000n]
  if (side === 'buy') {
    const edge = Number((last * (whole + band)) / whole)
    return (limit === null ? edge : Math.min(limit, edge)) as Ticks
  }
  const edge = Number((last * (whole - band) + whole - 1n) / whole)
  return Math.max(limit ?? 0, edge, 1) as Ticks
}
