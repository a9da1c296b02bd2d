import { hold, postHeldLess, postLess } from '../ledger/index.ts'
import { reduce, rest } from '../matching/index.ts'
import { assert, plus, times, type Count, type Lots, type TimeMs } from '../units/index.ts'
import type { Accepted, Trade } from './decided.ts'
import { closeOrder, openOrderOf } from './evolve-order.ts'
import { Order, promisedFrom, promiseFor } from './order.ts'
import { indexOrders } from './order-index.ts'
import { seatOf } from './seat.ts'
import { payRebate } from './settle-trade.ts'
import { traderOf, type State } from './state.ts'
import { promiseStep } from './terms.ts'
import { wakeStops } from './waiting.ts'

/**
 * Makes true what was just decided here about a plain order (see `isPlain`), as `evolve` would event by event, on a
 * shorter way: the order pays its trades out of what is available and holds only what it still promises when it has
 * walked; and unless it rests then, nobody has to find it.
 */
export function evolvePlain(state: State, accepted: Accepted, at: TimeMs): void {
  const order = beginPlain(state, accepted, at)
  const { trades } = accepted
  if (trades > 0) {
    const events = accepted.list!
    let cost: Count = 0
    for (let index = 1; index <= trades; index++) {
      cost = plus(cost, takeFrom(state, events[index] as Trade, order, at))
    }
    order.addTrades(trades, cost, at)
  }
  if (order.remaining > 0) {
    if (order.type === 'limit') return restWith(state, order)
    order.endFor('unfilled')
  }
  state.pool.close(order)
}

/** What `beginOrder` does, with everything at hand. */
function beginPlain(state: State, accepted: Accepted, at: TimeMs): Order {
  const { venue, rates } = accepted
  assert(accepted.order === state.lastOrderId + 1, 'order ids count up by one')
  const seat = accepted.seat ?? seatOf(state.ledger, venue, traderOf(state, accepted.account))
  if (seat.rates !== rates) seat.rates = rates
  if (state.latest !== venue) state.latest = venue
  indexOrders(state)
  state.lastOrderId = accepted.order
  const spare = state.pool.take()
  return spare ? spare.open(accepted, seat, rates, at, null) : new Order(accepted, seat, rates, at, null)
}

/** What remains is promised and rests. */
function restWith(state: State, order: Order): void {
  const { seat, side, price, remaining } = order
  const { terms, book } = seat.market
  hold(promisedFrom(seat, side), promiseFor(side, price, remaining), promiseStep(terms, side))
  state.orders.add(order)
  rest(book, order)
}

/** One trade of an order that has just arrived; what it comes to, in quote steps. */
function takeFrom(state: State, trade: Trade, taker: Order, at: TimeMs): Count {
  const { met } = trade
  const maker = met.id === trade.maker && met.level > 0 ? met : openOrderOf(state, trade.maker)
  const { market } = maker.seat
  const { price, quantity } = trade
  assert(trade.trade === state.lastTradeId + 1, 'trade ids count up by one')
  assert(price === maker.price, 'a fill has the price of its maker')
  assert(quantity <= taker.remaining, 'a fill never exceeds what its taker has left')
  state.lastTradeId = trade.trade
  market.lastPrice = price

  const { terms, feeIncomeBase, feeIncomeQuote } = market
  const cost = times(price, quantity)
  const theirs = maker.seat
  const ours = taker.seat
  const makerPpm = maker.rates.maker > 0 ? maker.rates.maker : 0
  const takerPpm = taker.rates.taker
  if (taker.side === 'buy') {
    postLess(ours.quote, theirs.quote, feeIncomeQuote, cost, terms.quote, makerPpm)
    postHeldLess(theirs.base, ours.base, feeIncomeBase, quantity, terms.base, takerPpm)
  } else {
    postLess(ours.base, theirs.base, feeIncomeBase, quantity, terms.base, makerPpm)
    postHeldLess(theirs.quote, ours.quote, feeIncomeQuote, cost, terms.quote, takerPpm)
  }
  if (maker.rates.maker < 0) payRebate(maker, taker, cost, quantity)
  taker.remaining = (taker.remaining - quantity) as Lots
  reduce(market.book, maker, quantity)
  if (maker.remaining === 0) closeOrder(state, maker)
  maker.addTrades(1, cost, at)
  if (market.stops.size > 0) wakeStops(state, market, price)
  return cost
}
