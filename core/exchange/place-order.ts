import { available, covers, peekBalance, type Balance } from '../ledger/index.ts'
import { hasRoom, sideOf } from '../matching/index.ts'
import { amountMax, type Count, type Lots, type OrderId, type TimeMs } from '../units/index.ts'
import { refusalOf } from './check-order.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted } from './decided.ts'
import type { Event, RejectReason } from './event.ts'
import type { Market } from './market.ts'
import { promisedFrom, promiseFor } from './order.ts'
import type { Seat } from './seat.ts'
import { isPriced, noTerms, waits } from './special.ts'
import { groupOf, ratesOf, type State } from './state.ts'
import { takerCanceled, tellWalk } from './tell-walk.ts'
import { promiseAsset, promiseStep } from './terms.ts'
import { standing, walk, type Walk, type Walker } from './walk.ts'
import { walkMarket } from './walk-market.ts'

/** Hold, match, settle, rest; in that order: nothing is matched that is not already paid for. */
export function decidePlaceOrder(state: State, command: PlaceOrder, at: TimeMs): Decision {
  const market = state.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  const refusal = refusalOf(market, command, at)
  if (refusal) return { rejection: refusal }
  const { account, side, type } = command
  const seat = market.seats.get(account) ?? null
  const funds = seat
    ? promisedFrom(seat, side)
    : peekBalance(state.ledger, account, promiseAsset(market.terms, side))
  const placing = { state, market, command, seat, funds }
  if (waits(type)) return wait(placing)
  return isPriced(type) ? placeLimit(placing) : placeMarket(placing)
}

type Placing = {
  state: State
  market: Market
  command: PlaceOrder
  seat: Seat | null
  funds: Balance | undefined
}

/** A limit order promises its worst case at once, and rests with what it did not get, if it may. */
function placeLimit(placing: Placing): Decision {
  const { market, command, funds } = placing
  const { side, quantity } = command
  const limit = command.limit!
  const promised = promiseFor(side, limit, quantity)
  const refusal = promiseRefusal(market, command, { promised, funds })
  if (refusal) return { rejection: refusal }
  if (!hasRoom(sideOf(market.book, side), limit, quantity)) return { rejection: 'invalid_quantity' }

  const { timeInForce } = command.special ?? noTerms
  // An auction collects; its orders meet when it ends.
  const collects = market.status === 'auction'
  const walked = collects ? standing(quantity) : walk(market, walkerOf(placing))
  const killed = timeInForce === 'fok' && walked.filled !== quantity
  const accepted = accept(placing, promised, quantity)
  return { events: eventsOf(placing, accepted, killed ? standing(quantity) : walked) }
}

/** A market order promises the exact cost of what it gets. */
function placeMarket(placing: Placing): Decision {
  const { market, command, funds } = placing
  const { side, special } = command
  const { unit } = promiseStep(market.terms, side)
  const budget = special?.budget === undefined ? null : special.budget / market.terms.quote.unit
  const walked = walkMarket(market, walkerOf(placing), { funds: available(funds) / unit, budget })
  if (walked.rejection) return walked
  const quantity = budget === null ? command.quantity : walked.walk.filled
  return { events: eventsOf(placing, accept(placing, walked.promised, quantity), walked.walk) }
}

/** A stop is paid for, and waits. */
function wait(placing: Placing): Decision {
  const { market, command, funds } = placing
  const promised = waitingPromise(market, command)
  const refusal = promiseRefusal(market, command, { promised, funds })
  return refusal ? { rejection: refusal } : { events: [accept(placing, promised, command.quantity)] }
}

/** What an order promises while it waits: its budget, or its worst case. */
export function waitingPromise(market: Market, { side, limit, quantity, special }: PlaceOrder): Count {
  const { budget } = special ?? noTerms
  if (side === 'sell') return quantity
  return budget === undefined ? promiseFor(side, limit!, quantity) : budget / market.terms.quote.unit
}

type Promised = { promised: Count; funds: Balance | undefined }

/** Whether a promise is one that the ledger can hold, and is covered. */
export function promiseRefusal(
  { terms }: Market,
  { side }: Pick<PlaceOrder, 'side'>,
  { promised, funds }: Promised,
): RejectReason | null {
  const step = promiseStep(terms, side)
  if (typeof promised === 'bigint' && step.amountOf(promised) > amountMax) return 'invalid_quantity'
  return covers(funds, step.of(promised)) ? null : 'insufficient_funds'
}

const walkerOf = ({ command, seat }: Placing): Walker => ({
  side: command.side,
  limit: command.limit,
  quantity: command.quantity,
  seat,
  prevention: command.special?.selfTradePrevention ?? 'cancel_taker',
})

function accept({ state, market, command, seat }: Placing, promised: Count, quantity: Lots): Accepted {
  const { account, uuid, side, type, limit, special } = command
  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, account))
  const order = (state.lastOrderId + 1) as OrderId
  const asked = { account, uuid, side, type, limit, quantity, special: special ?? null }
  return new Accepted(order, asked, { promised, rates, terms: market.terms, partner: null })
}

function eventsOf({ state, market, command }: Placing, accepted: Accepted, walked: Walk): Event[] {
  const events: Event[] = [accepted]
  const { quantity } = accepted
  const { special, type } = command
  if (walked.met.length > 0) {
    const prevention = special?.selfTradePrevention ?? 'cancel_taker'
    tellWalk(state, events, walked, { taker: accepted, quantity, prevention, market })
  }
  const left = special?.budget === undefined ? walked.left : 0
  if (walked.ended || left === 0) return events
  events.push(
    type === 'limit' && mayRest(command)
      ? { kind: 'order_rested', order: accepted.order }
      : takerCanceled(market, accepted, { remaining: left as Lots, reason: 'unfilled' }),
  )
  return events
}

const mayRest = ({ special }: PlaceOrder): boolean =>
  special?.timeInForce !== 'ioc' && special?.timeInForce !== 'fok'
