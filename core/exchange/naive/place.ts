import type { Lots, OrderId, TimeMs } from '../../units/index.ts'
import type { PlaceOco, PlaceOrder, SpecialTerms } from '../command.ts'
import type { Event, OrderAccepted } from '../event.ts'
import type { NaiveAnswer } from './answer.ts'
import { edgeOf, isStop, refusalOf } from './refusals.ts'
import { trail } from './stops.ts'
import {
  assetOf,
  availableOf,
  marketOf,
  promiseOf,
  ratesOf,
  sumOf,
  type Naive,
  type NaiveOrder,
} from './twin.ts'
import { arrive, bestMaker, rest, wouldDoNothing } from './walk.ts'

export function place(naive: Naive, command: PlaceOrder, at: TimeMs): NaiveAnswer {
  const market = naive.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  const refusal = refusalOf(market, command, at)
  if (refusal) return { rejection: refusal }

  const order = orderFrom(naive, command, naive.lastOrder + 1)
  if (!order.special?.postOnly && market.status !== 'post_only') return placeAny(naive, order)
  if (!isStop(order) && market.status !== 'auction' && bestMaker(naive, order))
    return { rejection: 'would_take' }
  return placeAny(naive, order)
}

function placeAny(naive: Naive, order: NaiveOrder): NaiveAnswer {
  const funds = availableOf(naive, order.account, assetOf(naive, order))
  if (order.type === 'market') {
    if (!bestMaker(naive, order)) return { rejection: 'insufficient_liquidity' }
    order.fundsLeft = funds
    return wouldDoNothing(naive, order)
      ? { rejection: 'insufficient_funds' }
      : { events: placeMarket(naive, order) }
  }
  if (isStop(order)) order.stage = 'waiting'
  if (funds < promiseOf(naive, order)) return { rejection: 'insufficient_funds' }
  const accepted = accept(naive, order)
  if (isStop(order)) wait(naive, order)
  return { events: isStop(order) ? [accepted] : [accepted, ...arrive(naive, order)] }
}

function placeMarket(naive: Naive, order: NaiveOrder): Event[] {
  const accepted = accept(naive, order)
  const { events, cost, quantity } = arriveAtAnyPrice(naive, order)
  return [{ ...accepted, held: sumOf(cost), quantity }, ...events]
}

/**
 * The way of an order that takes any price, with what it has cost: that is what it promises. Its quantity, if a budget
 * stands for it, is the lots that it got; only if it got none is it canceled, with nothing left.
 */
export function arriveAtAnyPrice(
  naive: Naive,
  order: NaiveOrder,
): { events: Event[]; cost: bigint; quantity: Lots } {
  const asked = order.quantity
  const endless = order.budgetLeft !== null
  if (endless) order.remaining = Infinity as Lots
  const events = arrive(naive, order)
  const trades = events.filter((event) => event.kind === 'trade')
  const lots = trades.reduce((sum, { quantity }) => sum + quantity, 0) as Lots
  const cost = trades.reduce((sum, { base, quote }) => sum + (order.side === 'buy' ? quote : base), 0n)
  if (!endless) return { events, cost, quantity: asked }
  const end = events.pop()
  if (end?.kind === 'order_canceled' && lots === 0) events.push({ ...end, remaining: 0 as Lots })
  return { events, cost, quantity: lots }
}

/** Two orders: the limit leg rests, the stop leg waits and promises what it needs beyond it. */
export function placeOco(naive: Naive, command: PlaceOco, at: TimeMs): NaiveAnswer {
  const market = naive.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  const [limitLeg, stopLeg] = legsOf(command)
  const first = orderFrom(naive, limitLeg, naive.lastOrder + 1)
  const second = orderFrom(naive, stopLeg, naive.lastOrder + 2)
  const takes = () => market.status !== 'auction' && bestMaker(naive, first) !== undefined
  const refusal =
    refusalOf(market, limitLeg, at) ?? (takes() ? 'would_take' : null) ?? refusalOf(market, stopLeg, at)
  if (refusal) return { rejection: refusal }

  second.stage = 'waiting'
  const [own, needed] = [promiseOf(naive, first), promiseOf(naive, second)]
  second.beyond = needed > own ? needed - own : 0n
  const promised = own + second.beyond
  if (availableOf(naive, first.account, assetOf(naive, first)) < promised)
    return { rejection: 'insufficient_funds' }
  first.partner = second.id
  second.partner = first.id
  const events = [accept(naive, first), ...rest(naive, first), accept(naive, second)]
  wait(naive, second)
  return { events }
}

function legsOf(command: PlaceOco): [PlaceOrder, PlaceOrder] {
  const { account, market, side, quantity, expiresAt, limitLeg, stopLeg } = command
  const shared = { kind: 'place_order' as const, account, market, side, quantity }
  const until: SpecialTerms = expiresAt === undefined ? {} : { timeInForce: 'gtd', expiresAt }
  const named = ({ clientOrderId }: { clientOrderId?: string }): SpecialTerms =>
    clientOrderId === undefined ? {} : { clientOrderId }
  return [
    {
      ...shared,
      uuid: limitLeg.uuid,
      type: 'limit',
      limit: limitLeg.limit,
      special: { ...until, postOnly: true, ...named(limitLeg) },
    },
    {
      ...shared,
      uuid: stopLeg.uuid,
      type: stopLeg.type,
      limit: stopLeg.limit,
      special: { ...until, trigger: stopLeg.trigger, ...named(stopLeg) },
    },
  ]
}

function orderFrom(naive: Naive, command: PlaceOrder, id: number): NaiveOrder {
  const { uuid, account, market, side, type, limit, quantity, special = null } = command
  const terms = marketOf(naive, command)
  return {
    id: id as OrderId,
    uuid,
    account,
    market,
    side,
    type,
    limit,
    quantity,
    remaining: quantity,
    special,
    rates: ratesOf(naive, naive.groups.get(account) ?? 'any', market),
    partner: null,
    stage: 'arriving',
    trigger: null,
    anchor: null,
    visible: 0,
    turn: 0,
    beyond: null,
    budgetLeft: special?.budget ?? null,
    fundsLeft: null,
    edge: edgeOf(terms, side),
  }
}

function accept(naive: Naive, order: NaiveOrder): OrderAccepted {
  naive.lastOrder = order.id
  const { id, uuid, account, market, side, type, limit, quantity, special, partner } = order
  return {
    kind: 'order_accepted',
    order: id,
    uuid,
    account,
    market,
    side,
    type,
    limit,
    quantity,
    asset: assetOf(naive, order),
    held: sumOf(promiseOf(naive, order)),
    makerFeePpm: order.rates.maker,
    takerFeePpm: order.rates.taker,
    special,
    partner,
  }
}

function wait(naive: Naive, order: NaiveOrder): void {
  naive.orders.push(order)
  if (order.type === 'trailing_stop') trail(order, marketOf(naive, order).lastPrice!)
  else order.trigger = order.special!.trigger!
}
