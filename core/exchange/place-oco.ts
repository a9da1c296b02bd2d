import { peekBalance } from '../ledger/index.ts'
import { hasRoom, sideOf } from '../matching/index.ts'
import type { OrderId, TimeMs } from '../units/index.ts'
import { refusalOf } from './check-order.ts'
import type { PlaceOco, PlaceOrder, SpecialTerms } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted } from './decided.ts'
import { promisedFrom, promiseFor } from './order.ts'
import { waitingPromise } from './place-order.ts'
import { promiseRefusal } from './promise-refusal.ts'
import { groupOf, ratesOf, type State } from './state.ts'
import { promiseAsset } from './terms.ts'

/**
 * A limit order that rests and a stop that waits, of which only one is ever filled: together they promise the
 * greater.
 */
export function decidePlaceOco(state: State, command: PlaceOco, at: TimeMs): Decision {
  const market = state.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  const [limitLeg, stopLeg] = legsOf(command)
  const refusal = refusalOf(market, limitLeg, at) ?? refusalOf(market, stopLeg, at)
  if (refusal) return { rejection: refusal }

  const { account, side, quantity } = command
  const { limit } = command.limitLeg
  const seat = market.seats.get(account) ?? null
  const funds = seat
    ? promisedFrom(seat, side)
    : peekBalance(state.ledger, account, promiseAsset(market.terms, side))
  const own = promiseFor(side, limit, quantity)
  const stop = waitingPromise(market, stopLeg)
  const beyond = stop > own ? BigInt(stop) - BigInt(own) : 0n
  const uncovered = promiseRefusal(market, side, BigInt(own) + beyond, funds)
  if (uncovered) return { rejection: uncovered }
  if (!hasRoom(sideOf(market.book, side), limit, quantity)) return { rejection: 'invalid_quantity' }

  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, account))
  const [first, second] = [(state.lastOrderId + 1) as OrderId, (state.lastOrderId + 2) as OrderId]
  return {
    events: [
      new Accepted(first, limitLeg, market, seat, rates, own, quantity, second),
      { kind: 'order_rested', order: first },
      new Accepted(second, stopLeg, market, seat, rates, beyond, quantity, first),
    ],
  }
}

/** Both legs as orders; the limit leg must not take, so that the pair begins whole. */
function legsOf({ limitLeg, stopLeg, expiresAt, ...shared }: PlaceOco): [PlaceOrder, PlaceOrder] {
  const until: SpecialTerms = expiresAt === undefined ? {} : { timeInForce: 'gtd', expiresAt }
  const named = (name: string | undefined): SpecialTerms =>
    name === undefined ? {} : { clientOrderId: name }
  const { uuid, limit } = limitLeg
  return [
    {
      ...shared,
      kind: 'place_order',
      uuid,
      type: 'limit',
      limit,
      special: { ...until, postOnly: true, ...named(limitLeg.clientOrderId) },
    },
    {
      ...shared,
      kind: 'place_order',
      uuid: stopLeg.uuid,
      type: stopLeg.type,
      limit: stopLeg.limit,
      special: { ...until, trigger: stopLeg.trigger, ...named(stopLeg.clientOrderId) },
    },
  ]
}
