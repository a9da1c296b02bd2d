import { covers, peekBalance } from '../ledger/index.ts'
import { crosses, firstOf, hasRoom, nextOf, opposite, sideOf, wouldCross } from '../matching/index.ts'
import { plus, type Count, type Lots, type OrderId, type TradeId } from '../units/index.ts'
import { plainRefusalOf } from './check-order.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted, Trade } from './decided.ts'
import type { Event } from './event.ts'
import type { Market } from './market.ts'
import { promisedFrom, promiseFor } from './order.ts'
import { promiseRefusal } from './promise-refusal.ts'
import type { Seat } from './seat.ts'
import { groupOf, ratesOf, type State } from './state.ts'
import { takerCanceled } from './tell-walk.ts'
import { promiseAsset, promiseStep } from './terms.ts'

/**
 * A plain order (see `isPlain`) that meets plain makers, which is nearly every one: its trades are written as they are
 * met, and nothing is made that is not an event. Null where the general walk has to look: the order meets its own, an
 * iceberg or one of a pair, or funds do not reach all that it would get.
 */
export function placePlain(state: State, market: Market, command: PlaceOrder): Decision | null {
  const refusal = plainRefusalOf(market, command)
  if (refusal !== null) return { rejection: refusal }
  const { account, side, limit, quantity, type } = command
  const seat = market.seats.get(account) ?? null
  const funds = fundsOf(state, market, command, seat)
  const isLimit = type === 'limit'
  const promised = isLimit ? promiseFor(side, limit!, quantity) : 0
  if (isLimit) {
    const refusal = promiseRefusal(market, side, promised, funds)
    if (refusal !== null) return { rejection: refusal }
    if (!hasRoom(sideOf(market.book, side), limit!, quantity)) return { rejection: 'invalid_quantity' }
  }
  const meets = wouldCross(market.book, side, limit)
  if (!meets && !isLimit) return { rejection: 'insufficient_liquidity' }

  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, account))
  const order = (state.lastOrderId + 1) as OrderId
  const accepted = new Accepted(order, command, market, seat, rates, promised, quantity)
  if (!meets) {
    const events: Event[] = [accepted, { kind: 'order_rested', order }]
    accepted.list = events
    return { events }
  }
  // A list that grows from one to a few reserves room for many: this one begins with room for most, and is cut.
  const events: Event[] = [accepted, accepted, accepted, accepted]
  const left = meetPlain(state, market, accepted, events)
  if (left < 0) return null
  if (!isLimit) {
    accepted.promised = costOf(events, side)
    if (!covers(funds, accepted.promised, promiseStep(market.terms, side))) return null
  }
  if (left > 0) {
    events.push(
      isLimit
        ? { kind: 'order_rested', order }
        : takerCanceled(market, accepted, { remaining: left as Lots, reason: 'unfilled' }),
    )
  }
  accepted.list = events
  return { events }
}

/** The line of an order's promise, if it was ever opened. */
export const fundsOf = (state: State, market: Market, { account, side }: PlaceOrder, seat: Seat | null) =>
  seat === null
    ? peekBalance(state.ledger, account, promiseAsset(market.terms, side))
    : promisedFrom(seat, side)

/** Writes the trades behind the acceptance, and cuts the list there; the lots left, or -1 if something is not plain. */
function meetPlain(state: State, { book }: Market, taker: Accepted, events: Event[]): number {
  const { side, limit, seat } = taker
  const { levels } = sideOf(book, opposite(side))
  let left: number = taker.quantity
  let trade = state.lastTradeId
  let count = 1
  for (let index = levels.length - 1; index >= 0 && left > 0; index--) {
    const level = levels[index]!
    const { price, hidden } = level
    if (!crosses(side, limit, price)) break
    if (hidden > 0) return -1
    for (let maker = firstOf(book, level); maker && left > 0; maker = nextOf(book, maker)) {
      if (maker.seat === seat || maker.special !== null) return -1
      const quantity = (maker.remaining < left ? maker.remaining : left) as Lots
      events[count++] = new Trade((trade += 1) as TradeId, maker, price, quantity, taker, false)
      left -= quantity
    }
  }
  while (events.length > count) events.pop()
  taker.trades = count - 1
  return left
}

function costOf(events: Event[], side: PlaceOrder['side']): Count {
  let cost: Count = 0
  for (let index = 1; index < events.length; index++) {
    const { price, quantity } = events[index] as Trade
    cost = plus(cost, promiseFor(side, price, quantity))
  }
  return cost
}
