import type { Balance } from '../ledger/index.ts'
import { hasRoom, sideOf, wouldCross, type Incoming } from '../matching/index.ts'
import type { Count, Lots, OrderId, TimeMs } from '../units/index.ts'
import { isPlain, refusalOf } from './check-order.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted } from './decided.ts'
import type { Event } from './event.ts'
import type { Market } from './market.ts'
import { promiseFor } from './order.ts'
import type { Seat } from './seat.ts'
import { noTerms, waits } from './special.ts'
import { groupOf, marketOf, ratesOf, type State } from './state.ts'
import { takerCanceled, tellWalk } from './tell-walk.ts'
import { fundsOf, placePlain } from './place-plain.ts'
import { promiseRefusal } from './promise-refusal.ts'
import { standing, walk, type Walk } from './walk.ts'
import { walkMarket } from './walk-market.ts'

/** Hold, match, settle, rest; in that order: nothing is matched that is not already paid for. */
export function decidePlaceOrder(state: State, command: PlaceOrder, at: TimeMs): Decision {
  const market = marketOf(state, command.market)
  if (!market) return { rejection: 'unknown_market' }
  if (isPlain(market, command)) return placePlain(state, market, command) ?? placeAny(state, market, command)
  const refusal = refusalOf(market, command, at)
  return refusal === null ? placeAny(state, market, command) : { rejection: refusal }
}

/** Whatever a market takes. */
function placeAny(state: State, market: Market, command: PlaceOrder): Decision {
  const { account, type } = command
  const seat = market.seats.get(account) ?? null
  const funds = fundsOf(state, market, command, seat)
  const placing = { state, market, command, seat, funds }
  if (type === 'limit') return placeLimit(placing)
  return waits(type) ? wait(placing) : placeMarket(placing)
}

type Placing = {
  readonly state: State
  readonly market: Market
  readonly command: PlaceOrder
  readonly seat: Seat | null
  readonly funds: Balance | undefined
}

/** A limit order promises its worst case at once, and rests with what it did not get, if it may. */
function placeLimit(placing: Placing): Decision {
  const { market, command, funds } = placing
  const { side, quantity } = command
  const limit = command.limit!
  const promised = promiseFor(side, limit, quantity)
  const refusal = promiseRefusal(market, side, promised, funds)
  if (refusal !== null) return { rejection: refusal }
  if (!hasRoom(sideOf(market.book, side), limit, quantity)) return { rejection: 'invalid_quantity' }

  const accepted = accept(placing, promised, quantity)
  // An auction collects; its orders meet when it ends. Most others meet nobody either.
  if (market.status === 'auction' || !wouldCross(market.book, side, limit)) {
    return { events: [accepted, endOf(placing, accepted, quantity)] }
  }
  const walked = walk(market, walkerOf(placing))
  const killed = command.special?.timeInForce === 'fok' && walked.filled !== quantity
  return { events: eventsOf(placing, accepted, killed ? standing(quantity) : walked) }
}

/** A market order promises the exact cost of what it gets. */
function placeMarket(placing: Placing): Decision {
  const { market, command, funds } = placing
  const { special } = command
  const budget = special?.budget === undefined ? null : special.budget / market.terms.quote.unit
  const walked = walkMarket(market, walkerOf(placing), { funds, budget })
  if (walked.rejection) return walked
  const quantity = budget === null ? command.quantity : walked.walk.filled
  return { events: eventsOf(placing, accept(placing, walked.promised, quantity), walked.walk) }
}

/** A stop is paid for, and waits. */
function wait(placing: Placing): Decision {
  const { market, command, funds } = placing
  const promised = waitingPromise(market, command)
  const refusal = promiseRefusal(market, command.side, promised, funds)
  return refusal ? { rejection: refusal } : { events: [accept(placing, promised, command.quantity)] }
}

/** What an order promises while it waits: its budget, or its worst case. */
export function waitingPromise(market: Market, { side, limit, quantity, special }: PlaceOrder): Count {
  const { budget } = special ?? noTerms
  if (side === 'sell') return quantity
  return budget === undefined ? promiseFor(side, limit!, quantity) : budget / market.terms.quote.unit
}

const walkerOf = ({ command, seat }: Placing): Incoming => ({
  side: command.side,
  limit: command.limit,
  quantity: command.quantity,
  seat,
  prevention: command.special?.selfTradePrevention ?? 'cancel_taker',
})

function accept({ state, market, command, seat }: Placing, promised: Count, quantity: Lots): Accepted {
  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, command.account))
  const order = (state.lastOrderId + 1) as OrderId
  return new Accepted(order, command, market, seat, rates, promised, quantity)
}

/** What becomes of what did not trade: it rests, if it may. */
const endOf = ({ market, command }: Placing, accepted: Accepted, remaining: Lots): Event =>
  command.type === 'limit' && mayRest(command)
    ? { kind: 'order_rested', order: accepted.order }
    : takerCanceled(market, accepted, { remaining, reason: 'unfilled' })

const mayRest = ({ special }: PlaceOrder): boolean =>
  special === undefined || (special.timeInForce !== 'ioc' && special.timeInForce !== 'fok')

function eventsOf(placing: Placing, accepted: Accepted, walked: Walk): Event[] {
  const { state, market, command } = placing
  const { special } = command
  const left = special?.budget === undefined ? walked.left : (0 as Lots)
  // An order with a budget that only canceled orders of its own has got nothing, and is over as well.
  const done = walked.ended || (left === 0 && accepted.quantity > 0)
  const end = done ? null : endOf(placing, accepted, left)
  const events: Event[] = [accepted]
  const prevention = special?.selfTradePrevention ?? 'cancel_taker'
  tellWalk(state, events, walked, { taker: accepted, quantity: accepted.quantity, prevention, market })
  if (end) events.push(end)
  return events
}
