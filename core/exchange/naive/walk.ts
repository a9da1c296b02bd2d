import type { Lots } from '../../units/index.ts'
import type { CancelReason, Event } from '../event.ts'
import { cancel, cancelPartner, cancelWithPartner, reduce, takePlace } from './end-order.ts'
import { trade } from './trade.ts'
import { copyOf, marketOf, perLot, perTickLot, type Naive, type NaiveOrder } from './twin.ts'

/** The whole way of an incoming order after its acceptance, amendment or trigger. */
export function arrive(naive: Naive, taker: NaiveOrder): Event[] {
  if (marketOf(naive, taker).status === 'auction') return rest(naive, taker)
  if (taker.special?.postOnly && bestMaker(naive, taker)) return [cancel(naive, taker, 'would_take')]
  if (taker.special?.timeInForce === 'fok' && !takesAll(naive, taker))
    return [cancel(naive, taker, 'unfilled')]
  const { events, ended } = walk(naive, taker)
  if (taker.remaining === 0) return events
  if (ended === null && mayRest(taker)) return [...events, ...rest(naive, taker)]
  return [...events, cancel(naive, taker, ended ?? 'unfilled')]
}

const mayRest = ({ type, special }: NaiveOrder) =>
  (type === 'limit' || type === 'stop_limit') &&
  special?.timeInForce !== 'ioc' &&
  special?.timeInForce !== 'fok'

export function rest(naive: Naive, order: NaiveOrder): Event[] {
  takePlace(naive, order)
  naive.orders.push(order)
  naive.orders.sort((a, b) => a.id - b.id)
  return [{ kind: 'order_rested', order: order.id }]
}

/** Takes from the best maker, and again, until there is nothing to take or nothing to take it with. */
export function walk(naive: Naive, taker: NaiveOrder): { events: Event[]; ended: CancelReason | null } {
  const events: Event[] = []
  while (taker.remaining > 0) {
    const maker = bestMaker(naive, taker)
    if (!maker) break
    const price = maker.limit!
    const quantity = Math.min(taker.remaining, maker.visible, reach(naive, taker, price))
    if (maker.account === taker.account) {
      const { said, ended } = prevent(naive, maker, taker)
      events.push(...said)
      if (ended) return { events, ended: 'self_trade' }
    } else if (quantity === 0) break
    else events.push(...trade(naive, { maker, taker, price, quantity, auction: false }))
  }
  return { events, ended: null }
}

/** Best price first, oldest first within a price; `undefined` if nothing is left within the taker's worst price. */
export function bestMaker(naive: Naive, taker: NaiveOrder): NaiveOrder | undefined {
  const worst = worstPrice(taker)
  let best: NaiveOrder | undefined
  for (const maker of naive.orders) {
    if (maker.stage !== 'resting' || maker.market !== taker.market || maker.side === taker.side) continue
    const price = maker.limit!
    if (worst !== null && (taker.side === 'buy' ? price > worst : price < worst)) continue
    if (!best || isBefore(maker, best)) best = maker
  }
  return best
}

/** Of two resting orders of a side: the better price, then the earlier turn. */
export function isBefore(one: NaiveOrder, other: NaiveOrder): boolean {
  if (one.limit === other.limit) return one.turn < other.turn
  return one.side === 'buy' ? one.limit! > other.limit! : one.limit! < other.limit!
}

/** A limit is an order's own; those of market types stop at the band's edge as well. */
function worstPrice({ type, side, limit, edge }: NaiveOrder): number | null {
  if (type === 'limit' || type === 'stop_limit') return limit
  if (edge === null || limit === null) return edge ?? limit
  return side === 'buy' ? Math.min(edge, limit) : Math.max(edge, limit)
}

/** How many lots budget and funds reach at a price; endless for those who have promised them all. */
export function reach(
  naive: Naive,
  { market, side, budgetLeft, fundsLeft }: NaiveOrder,
  price: number,
): number {
  const terms = marketOf(naive, { market })
  const cost = perTickLot(terms) * BigInt(price)
  let lots = Infinity
  if (budgetLeft !== null) lots = Math.min(lots, Number(budgetLeft / cost))
  if (fundsLeft !== null) lots = Math.min(lots, Number(fundsLeft / (side === 'buy' ? cost : perLot(terms))))
  return lots
}

/** One user meets himself: the mode of the taker decides. What ends the taker's walk is canceled by who asked. */
export function prevent(
  naive: Naive,
  maker: NaiveOrder,
  taker: NaiveOrder,
): { said: Event[]; ended: boolean } {
  switch (taker.special?.selfTradePrevention ?? 'cancel_taker') {
    case 'cancel_taker':
      return { said: [], ended: true }
    case 'cancel_maker':
      return { said: cancelWithPartner(naive, maker, 'self_trade'), ended: false }
    case 'cancel_both':
      return { said: cancelWithPartner(naive, maker, 'self_trade'), ended: true }
    case 'decrement': {
      const lots = Math.min(maker.remaining, taker.remaining)
      const said =
        maker.remaining === lots
          ? cancelWithPartner(naive, maker, 'self_trade')
          : [reduce(naive, maker, lots, 'self_trade'), ...cancelPartner(naive, maker)]
      if (taker.remaining === lots) return { said, ended: true }
      return { said: [...said, reduce(naive, taker, lots, 'self_trade')], ended: false }
    }
  }
}

/** Rehearsed on a copy: do funds or budget not reach one lot of the first maker? */
export function wouldDoNothing(naive: Naive, taker: NaiveOrder): boolean {
  const rehearsed = { ...taker, remaining: taker.budgetLeft === null ? taker.remaining : (Infinity as Lots) }
  const { events, ended } = walk(copyOf(naive), rehearsed)
  return events.length === 0 && ended === null
}

/** Rehearsed on a copy: would every lot be traded? */
function takesAll(naive: Naive, taker: NaiveOrder): boolean {
  const { events } = walk(copyOf(naive), { ...taker })
  let taken = 0
  for (const event of events) if (event.kind === 'trade') taken += event.quantity
  return taken === taker.quantity
}
