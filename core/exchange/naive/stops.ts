import type { Ticks } from '../../units/index.ts'
import type { Naive, NaiveMarket, NaiveOrder } from './twin.ts'

/** One trade: trailing triggers follow it, and the stops that it reaches queue up. */
export function wakeStops(naive: Naive, market: NaiveMarket, price: number): void {
  market.lastPrice = price as Ticks
  const waiting = naive.orders.filter(
    (order) => order.stage === 'waiting' && order.market === market.definition.market,
  )
  for (const order of waiting) if (order.anchor !== null) trail(order, price)
  const reached = waiting.filter(({ side, trigger }) =>
    side === 'buy' ? price >= trigger! : price <= trigger!,
  )
  const buys = reached
    .filter(({ side }) => side === 'buy')
    .sort((a, b) => a.trigger! - b.trigger! || a.id - b.id)
  const sells = reached
    .filter(({ side }) => side === 'sell')
    .sort((a, b) => b.trigger! - a.trigger! || a.id - b.id)
  for (const order of [...buys, ...sells]) {
    order.stage = 'queued'
    market.queue.push(order.id)
  }
}

/** A sell's trigger hangs below the highest trade since, a buy's above the lowest. */
export function trail(order: NaiveOrder, price: number): void {
  const anchor = order.anchor ?? price
  order.anchor = order.side === 'sell' ? Math.max(anchor, price) : Math.min(anchor, price)
  order.trigger =
    order.side === 'sell' ? order.anchor - order.special!.trail! : order.anchor + order.special!.trail!
}
