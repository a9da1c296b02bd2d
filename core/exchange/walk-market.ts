import { available, covers, type Balance, type Step } from '../ledger/index.ts'
import { wouldCross, type Incoming, type Reach, type Side } from '../matching/index.ts'
import type { Count, Lots, Ticks } from '../units/index.ts'
import { quantityMax } from './check-order.ts'
import type { Market } from './market.ts'
import { promiseStep } from './terms.ts'
import { costOf, walk, type Walk } from './walk.ts'

/**
 * What a market order may spend: its account's line, or so many promise steps that it has promised already; and of its
 * budget so many quote steps.
 */
export type Purse = { readonly funds: Balance | undefined | bigint; readonly budget: bigint | null }

export type MarketWalk = { walk: Walk; promised: Count; rejection?: never }
type Refused = { rejection: 'insufficient_liquidity' | 'insufficient_funds' }

/**
 * A market order fills as far as book, protection price, band, funds and budget reach. Refused only if nothing of the
 * book is within reach, or one lot is too much. With a budget, `quantity` is not looked at.
 */
export function walkMarket(market: Market, walker: Incoming, purse: Purse): MarketWalk | Refused {
  const { side } = walker
  const limit = withinBand(market, side, walker.limit)
  const step = promiseStep(market.terms, side)
  if (!wouldCross(market.book, side, limit)) return { rejection: 'insufficient_liquidity' }
  if (purse.budget === null) {
    const wanted = walk(market, limit === walker.limit ? walker : { ...walker, limit })
    const promised = costOf(wanted, side)
    if (isCovered(purse, step, promised)) return { walk: wanted, promised }
  }
  const quantity = purse.budget === null ? walker.quantity : (quantityMax as Lots)
  const reach = reachOf(side, stepsOf(purse, step), purse.budget)
  const reached = walk(market, { ...walker, limit, quantity }, reach)
  // Of an order that met only orders of its own the end is told by prevention, not here.
  if (reached.met.length === 0) return { rejection: 'insufficient_funds' }
  return { walk: reached, promised: costOf(reached, side) }
}

const isCovered = ({ funds }: Purse, step: Step, promised: Count): boolean =>
  typeof funds === 'bigint' ? BigInt(promised) <= funds : covers(funds, promised, step)

const stepsOf = ({ funds }: Purse, { unit }: Step): bigint =>
  typeof funds === 'bigint' ? funds : available(funds) / unit

/** Fills are shortened to what is left of the purse; the first that is shortened is the last. */
function reachOf(side: Side, funds: bigint, budget: bigint | null): Reach {
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
