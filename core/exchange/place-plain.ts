import { covers, type Balance } from '../ledger/index.ts'
import { crosses, hasRoom, opposite, sideOf, wouldCross } from '../matching/index.ts'
import { plus, type Count, type Lots, type OrderId, type TradeId } from '../units/index.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted, Trade } from './decided.ts'
import type { Event } from './event.ts'
import type { Market } from './market.ts'
import { promiseFor, type Order } from './order.ts'
import { promiseRefusal } from './promise-refusal.ts'
import type { Seat } from './seat.ts'
import { groupOf, ratesOf, type State } from './state.ts'
import { takerCanceled } from './tell-walk.ts'
import { promiseStep } from './terms.ts'

/**
 * A plain order (see `isPlain`) that meets plain makers, which is nearly every one: its trades are written as they are
 * met, and nothing is made that is not an event. Null where the general walk has to look: the order meets its own, an
 * iceberg or one of a pair, or funds do not reach all that it would get.
 */
export function placePlain(
  state: State,
  market: Market,
  command: PlaceOrder,
  seat: Seat | null,
  funds: Balance | undefined,
): Decision | null {
  const { side, limit, quantity, type } = command
  const isLimit = type === 'limit'
  const promised = isLimit ? promiseFor(side, limit!, quantity) : 0
  if (isLimit) {
    const refusal = promiseRefusal(market, side, promised, funds)
    if (refusal !== null) return { rejection: refusal }
    if (!hasRoom(sideOf(market.book, side), limit!, quantity)) return { rejection: 'invalid_quantity' }
  }
  const meets = wouldCross(market.book, side, limit)
  if (!meets && !isLimit) return { rejection: 'insufficient_liquidity' }

  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, command.account))
  const order = (state.lastOrderId + 1) as OrderId
  const accepted = new Accepted(order, command, market, seat, rates, promised, quantity)
  if (!meets) return { events: [accepted, { kind: 'order_rested', order }] }
  // A list that grows from one to a few reserves room for many: this one begins with room for most, and is cut.
  const events: Event[] = [accepted, accepted, accepted, accepted]
  const left = meetPlain(state, market, accepted, events)
  if (left < 0) return null
  if (!isLimit) {
    accepted.promised = costOf(events, side)
    if (!covers(funds, promiseStep(market.terms, side).of(accepted.promised))) return null
  }
  if (left > 0) {
    events.push(
      isLimit
        ? { kind: 'order_rested', order }
        : takerCanceled(market, accepted, { remaining: left as Lots, reason: 'unfilled' }),
    )
  }
  return { events }
}

/** Writes the trades behind the acceptance, and cuts the list there; the lots left, or -1 if something is not plain. */
function meetPlain(state: State, { book }: Market, taker: Accepted, events: Event[]): number {
  const { side, limit, seat } = taker
  const { levels } = sideOf(book, opposite(side))
  let left: number = taker.quantity
  let trade = state.lastTradeId
  let count = 1
  for (let index = levels.length - 1; index >= 0 && left > 0; index--) {
    const { price, hidden, first } = levels[index]!
    if (!crosses(side, limit, price)) break
    if (hidden > 0) return -1
    for (let maker = first; maker !== null && left > 0; maker = maker.after as Order | null) {
      if (maker.seat === seat || maker.special !== null) return -1
      const quantity = (maker.remaining < left ? maker.remaining : left) as Lots
      events[count++] = new Trade((trade += 1) as TradeId, maker, price, quantity, taker, false)
      left -= quantity
    }
  }
  while (events.length > count) events.pop()
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
