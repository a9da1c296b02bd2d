import { match, type Incoming, type Met, type Reach, type Side } from '../matching/index.ts'
import { plus, type Count, type Lots } from '../units/index.ts'
import type { Market } from './market.ts'
import { promiseFor, type Order } from './order.ts'

/** What a walker would meet, and what it comes to. */
export type Walk = {
  readonly met: readonly Met<Order>[]
  readonly filled: Lots
  /** What neither traded nor was lost to self-trade prevention: it may rest. */
  readonly left: Lots
  /** Self-trade prevention ended the walker: nothing of it rests. */
  readonly ended: boolean
}

const nobody: readonly never[] = []

/** Reads only. */
export function walk(market: Market, walker: Incoming, reach?: Reach): Walk {
  const { quantity, prevention } = walker
  const met = match(market.book, walker, reach)
  if (met.length === 0) return { met: nobody, filled: 0 as Lots, left: quantity, ended: false }
  let filled = 0
  let prevented = 0
  let ended = false
  for (let index = 0; index < met.length; index++) {
    const { own, quantity: lots } = met[index]!
    if (!own) filled += lots
    else if (prevention === 'decrement') prevented += lots
    else if (prevention !== 'cancel_maker') ended = true
  }
  if (prevented > 0 && filled + prevented === quantity) ended = true
  return { met, filled: filled as Lots, left: (quantity - filled - prevented) as Lots, ended }
}

/** What a walk's fills cost: tick-lots of quote for a buyer, lots of base for a seller. */
export function costOf({ met }: Walk, side: Side): Count {
  let cost: Count = 0
  for (const { price, quantity, own } of met) if (!own) cost = plus(cost, promiseFor(side, price, quantity))
  return cost
}

/** The walk of an order that meets nobody. */
export const standing = (quantity: Lots): Walk => ({
  met: nobody,
  filled: 0 as Lots,
  left: quantity,
  ended: false,
})
