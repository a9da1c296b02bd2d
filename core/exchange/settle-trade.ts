import { post, postHeldLess, release } from '../ledger/index.ts'
import { reduce } from '../matching/index.ts'
import { assert, times, type Count, type Lots, type Ppm, type TimeMs } from '../units/index.ts'
import { takerOf, Trade } from './decided.ts'
import type { TradeMade } from './event.ts'
import { closeOrder, openOrderOf } from './evolve-order.ts'
import type { Order } from './order.ts'
import { isPriced } from './special.ts'
import type { State } from './state.ts'
import { wakeStops } from './waiting.ts'

/**
 * Delivers base against quote out of both promises; fees go to the house, a better price back to the taker.
 * All sums follow from price, quantity and the two orders' rates, and are counted in the market's steps.
 */
export function settleTrade(state: State, trade: TradeMade, at: TimeMs): void {
  const maker = makerOf(state, trade)
  const taker = openOrderOf(state, trade.taker)
  const { market } = maker.seat
  const { price, quantity } = trade
  assert(trade.trade === state.lastTradeId + 1, 'trade ids count up by one')
  const { auction } = trade
  assert(auction || price === maker.price, 'a fill has the price of its maker')
  assert(quantity <= taker.remaining, 'a fill never exceeds what its taker has left')
  if (!(trade instanceof Trade)) assertSums(trade, tradeAgain(trade, maker, taker))
  state.lastTradeId = trade.trade
  market.lastPrice = price

  const takerBuys = taker.side === 'buy'
  const buyer = takerBuys ? taker : maker
  const seller = takerBuys ? maker : taker
  // Nobody took in an auction: both pay what makers pay, and a rebate is nothing.
  const makerPpm = maker.rates.maker
  const takerPpm = auction ? Math.max(0, taker.rates.maker) : taker.rates.taker
  const makerFeePpm = makerPpm > 0 ? makerPpm : 0
  const buyerFeePpm = takerBuys ? takerPpm : makerFeePpm
  const sellerFeePpm = takerBuys ? makerFeePpm : takerPpm
  const cost = times(price, quantity)
  const { terms, feeIncomeBase, feeIncomeQuote } = market
  postHeldLess(buyer.seat.quote, seller.seat.quote, feeIncomeQuote, cost, terms.quote, sellerFeePpm)
  postHeldLess(seller.seat.base, buyer.seat.base, feeIncomeBase, quantity, terms.base, buyerFeePpm)
  if (makerPpm < 0 && !auction) payRebate(maker, taker, cost, quantity)
  const better = isPriced(buyer.type) ? buyer.price - price : 0
  if (better > 0) release(buyer.seat.quote, times(better, quantity), terms.quote)

  fill(state, maker, quantity)
  maker.addTrades(1, cost, at)
  fill(state, taker, quantity)
  taker.addTrades(1, cost, at)
  wakeStops(state, market, price)
}

/** A trade that was just decided here has its maker at hand; one from a journal, or of another state, has its id. */
function makerOf(state: State, trade: TradeMade): Order {
  if (trade instanceof Trade && trade.makerSeat.market.ledger === state.ledger) {
    const { met } = trade
    if (met.id === trade.maker && met.level > 0) return met
  }
  return openOrderOf(state, trade.maker)
}

/** Out of the taker's fee, in its asset; also if fees have fallen since the maker was promised more. */
export function payRebate(maker: Order, taker: Order, cost: Count, quantity: Lots): void {
  const { base, quote, market } = maker.seat
  const { terms, feeIncomeBase, feeIncomeQuote } = market
  const ppm = Math.min(0 - maker.rates.maker, taker.rates.taker)
  if (ppm <= 0) return
  if (taker.side === 'buy') post(feeIncomeBase, base, times(quantity, ppm), terms.base.millionth)
  else post(feeIncomeQuote, quote, times(cost, ppm), terms.quote.millionth)
}

/** An order that walks does not rest, except in an auction, where both do. */
function fill(state: State, order: Order, quantity: Lots): void {
  const spent = quantity === order.remaining
  if (order.level) reduce(order.seat.market.book, order, quantity)
  else order.remaining = (order.remaining - quantity) as Lots
  if (spent) closeOrder(state, order)
}

/** The trade as it would be decided now. */
function tradeAgain({ trade, price, quantity, auction }: TradeMade, maker: Order, taker: Order): Trade {
  const as = takerOf(taker)
  const takerFeePpm = Math.max(0, taker.rates.maker) as Ppm
  return new Trade(trade, maker, price, quantity, auction ? { ...as, takerFeePpm } : as, auction)
}

/** A journal says the sums as well, and must say what the state says. */
function assertSums(told: TradeMade, derived: Trade): void {
  for (const field of ['base', 'quote', 'buyerFee', 'sellerFee', 'released', 'makerRebate'] as const) {
    // Rebates are younger than the oldest journals.
    const agrees = !Object.hasOwn(told, field) || (told[field] ?? 0n) === derived[field]
    assert(agrees, `a trade's ${field} follows from its price`)
  }
}
