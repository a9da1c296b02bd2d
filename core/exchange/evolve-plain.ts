import { hold, postHeldLess, postLess } from '../ledger/index.ts'
import { rest } from '../matching/index.ts'
import { assert, plus, times, type Count, type Lots, type TimeMs } from '../units/index.ts'
import { Trade, type Accepted } from './decided.ts'
import { beginOrder } from './evolve-order.ts'
import { promisedFrom, promiseFor, type Order } from './order.ts'
import { fill, makerOf, payRebate } from './settle-trade.ts'
import type { State } from './state.ts'
import { promiseStep } from './terms.ts'
import { wakeStops } from './waiting.ts'

/**
 * Makes true what was just decided here about a plain order (see `isPlain`), as `evolve` would event by event, on a
 * shorter way: the order pays its trades out of what is available and holds only what it still promises when it has
 * walked; and unless it rests then, nobody has to find it.
 */
export function evolvePlain(state: State, accepted: Accepted, at: TimeMs): void {
  const order = beginOrder(state, accepted, at)
  const events = accepted.list!
  let cost: Count = 0
  let index = 1
  for (; index < events.length; index++) {
    const trade = events[index]
    if (!(trade instanceof Trade)) break
    cost = plus(cost, takeFrom(state, trade, order, at))
  }
  order.filledSteps = cost
  order.tradesCount = index - 1
  if (order.remaining > 0) {
    if (order.type === 'limit') return restWith(state, order)
    order.endFor('unfilled')
  }
  state.pool.close(order)
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
  const maker = makerOf(state, trade)
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
  fill(state, maker, quantity)
  maker.filledSteps = plus(maker.filledSteps, cost)
  maker.tradesCount += 1
  maker.updatedAt = at
  wakeStops(state, market, price)
  return cost
}
