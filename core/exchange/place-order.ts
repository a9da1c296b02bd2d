import { available, covers, peekBalance, type Balance } from '../ledger/index.ts'
import { hasRoom, match, opposite, sideOf, type Fill } from '../matching/index.ts'
import {
  amountMax,
  plus,
  times,
  type Count,
  type Lots,
  type OrderId,
  type Ticks,
  type TradeId,
} from '../units/index.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import { Accepted, Canceled, Trade } from './decided.ts'
import type { Event } from './event.ts'
import type { Market } from './market.ts'
import { promisedFrom, type Order } from './order.ts'
import { groupOf, ratesOf, type State } from './state.ts'
import { promiseAsset, promiseStep } from './terms.ts'

/** Lots of one order. Level totals have their own cap, checked when an order would rest. */
export const quantityMax = 10 ** 15
/** Ticks of one price. */
export const priceMax = 10 ** 15

/** What an order would promise and get, before anything is true. */
type Plan = { promised: Count; fills: readonly Fill<Order>[]; rejection?: never }
type Refusal = { rejection: 'insufficient_funds' | 'insufficient_liquidity' | 'invalid_quantity' }

/** Hold, match, settle, rest; in that order: nothing is matched that is not already paid for. */
export function decidePlaceOrder(state: State, command: PlaceOrder): Decision {
  const market = state.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  if (market.status !== 'open') return { rejection: 'market_not_open' }

  const { account, side, type, limit, quantity } = command
  if (!validQuantity(quantity) || quantity < market.definition.quantityMin)
    return { rejection: 'invalid_quantity' }
  if (type === 'limit' ? !validPrice(limit, market) : limit !== null) return { rejection: 'invalid_price' }

  const seat = market.seats.get(account)
  const funds = seat
    ? promisedFrom(seat, side)
    : peekBalance(state.ledger, account, promiseAsset(market.terms, side))
  const plan = limit === null ? planMarket(market, command, funds) : planLimit(market, command, limit, funds)
  if (plan.rejection) return plan

  const { terms } = market
  const { promised, fills } = plan
  const rates = seat?.rates ?? ratesOf(state, market, groupOf(state, account))
  const order = (state.lastOrderId + 1) as OrderId
  const accepted = new Accepted(order, command, { promised, rates, terms })
  const remaining = (quantity - quantityOf(fills)) as Lots
  if (remaining === 0) return { events: eventsOf(state, accepted, fills, null) }
  // What a market order leaves unfilled is canceled; its hold was exact, so nothing is released.
  const end: Event =
    type === 'limit'
      ? { kind: 'order_rested', order }
      : new Canceled(order, { account, remaining, side, promised: 0 }, terms)
  return { events: eventsOf(state, accepted, fills, end) }
}

/** Most orders meet no maker or one: their events are written at once, and no list has to grow. */
function eventsOf(
  state: State,
  accepted: Accepted,
  fills: readonly Fill<Order>[],
  end: Event | null,
): Event[] {
  const first = fills[0]
  if (!first) return end ? [accepted, end] : [accepted]
  let trade = state.lastTradeId + 1
  const opening = new Trade(trade as TradeId, first, accepted)
  if (fills.length === 1) return end ? [accepted, opening, end] : [accepted, opening]
  const events: Event[] = [accepted, opening]
  for (let index = 1; index < fills.length; index++) {
    events.push(new Trade((trade += 1) as TradeId, fills[index]!, accepted))
  }
  if (end) events.push(end)
  return events
}

function quantityOf(fills: readonly Fill[]): number {
  let quantity = 0
  for (let index = 0; index < fills.length; index++) quantity += fills[index]!.quantity
  return quantity
}

/** A limit order promises its worst case at once, and rests with what it did not get. */
function planLimit(
  market: Market,
  order: PlaceOrder,
  limit: Ticks,
  funds: Balance | undefined,
): Plan | Refusal {
  const { side, quantity } = order
  const promised = side === 'buy' ? times(limit, quantity) : quantity
  const step = promiseStep(market.terms, side)
  if (typeof promised === 'bigint' && step.amountOf(promised) > amountMax)
    return { rejection: 'invalid_quantity' }
  if (!covers(funds, step.of(promised))) return { rejection: 'insufficient_funds' }
  if (!hasRoom(sideOf(market.book, side), limit, quantity)) return { rejection: 'invalid_quantity' }
  return { promised, fills: match(market.book, order) }
}

/** A market order fills as far as its funds reach: refused only if the book is empty or one lot is too much. */
function planMarket(market: Market, order: PlaceOrder, funds: Balance | undefined): Plan | Refusal {
  const { side } = order
  if (sideOf(market.book, opposite(side)).levels.length === 0) return { rejection: 'insufficient_liquidity' }
  const step = promiseStep(market.terms, side)
  const wanted = match(market.book, order)
  const promised = costOf(wanted, side)
  if (covers(funds, step.of(promised))) return { promised, fills: wanted }

  let left = available(funds) / step.unit
  // The first fill decides: if not even one lot of it can be paid for, the order is refused.
  const afford = (price: Ticks, quantity: Lots): Lots => {
    const each = side === 'buy' ? BigInt(price) : 1n
    const reach = left / each
    const taken = reach < BigInt(quantity) ? (Number(reach) as Lots) : quantity
    left -= each * BigInt(taken)
    return taken
  }
  const fills = match(market.book, order, afford)
  return fills.length === 0 ? { rejection: 'insufficient_funds' } : { promised: costOf(fills, side), fills }
}

/** What a taker pays for his fills: tick-lots of quote, or lots of base. */
function costOf(fills: readonly Fill[], side: PlaceOrder['side']): Count {
  let cost: Count = 0
  for (const { price, quantity } of fills)
    cost = plus(cost, side === 'buy' ? times(price, quantity) : quantity)
  return cost
}

const validQuantity = (quantity: Lots) =>
  Number.isSafeInteger(quantity) && quantity > 0 && quantity <= quantityMax

function validPrice(limit: Ticks | null, { definition }: Market): boolean {
  if (limit === null || !Number.isSafeInteger(limit) || limit <= 0 || limit > priceMax) return false
  return limit >= definition.priceMin && (definition.priceMax === 0 || limit <= definition.priceMax)
}
