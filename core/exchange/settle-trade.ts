import { post, postHeld, release } from '../ledger/index.ts'
import { reduce } from '../matching/index.ts'
import { assert, plus, times, type Count, type Lots, type TimeMs } from '../units/index.ts'
import { Trade, type Taker } from './decided.ts'
import type { TradeMade } from './event.ts'
import { closeOrder, openOrderOf } from './evolve-order.ts'
import type { Order } from './order.ts'
import type { State } from './state.ts'

/**
 * Delivers base against quote out of both promises; fees go to the house, a better price back to the taker.
 * All sums follow from price, quantity and the two orders' rates, and are counted in the market's steps.
 */
export function settleTrade(state: State, trade: TradeMade, at: TimeMs): void {
  const maker = openOrderOf(state, trade.maker)
  const taker = openOrderOf(state, trade.taker)
  const { market } = maker.seat
  const { price, quantity } = trade
  assert(trade.trade === state.lastTradeId + 1, 'trade ids count up by one')
  assert(price === maker.price && quantity <= taker.remaining, 'a fill has the price of its maker')
  if (!(trade instanceof Trade)) {
    assertSums(trade, new Trade(trade.trade, { maker, price, quantity }, takerOf(taker)))
  }
  state.lastTradeId = trade.trade
  market.lastPrice = price

  const takerBuys = taker.side === 'buy'
  const buyer = takerBuys ? taker.seat : maker.seat
  const seller = takerBuys ? maker.seat : taker.seat
  const buyerFeePpm = takerBuys ? taker.rates.taker : maker.rates.maker
  const sellerFeePpm = takerBuys ? maker.rates.maker : taker.rates.taker
  const cost = times(price, quantity)
  const { terms } = market
  postHeld(buyer.quote, seller.quote, terms.quote.of(cost))
  postHeld(seller.base, buyer.base, terms.base.of(quantity))
  if (buyerFeePpm > 0) post(buyer.base, market.feeIncomeBase, terms.baseFee.of(times(quantity, buyerFeePpm)))
  if (sellerFeePpm > 0)
    post(seller.quote, market.feeIncomeQuote, terms.quoteFee.of(times(cost, sellerFeePpm)))
  const better = takerBuys && taker.type === 'limit' ? taker.price - price : 0
  if (better > 0) release(buyer.quote, terms.quote.of(times(better, quantity)))

  const makerIsSpent = quantity === maker.remaining
  reduce(market.book, maker, quantity)
  touch(maker, cost, at)
  if (makerIsSpent) closeOrder(state, maker)
  taker.remaining = (taker.remaining - quantity) as Lots
  touch(taker, cost, at)
  if (taker.remaining === 0) closeOrder(state, taker)
}

const takerOf = ({ id, account, side, type, price, rates }: Order): Taker => ({
  order: id,
  account,
  side,
  limit: type === 'limit' ? price : null,
  takerFeePpm: rates.taker,
})

/** A journal says the sums as well, and must say what the state says. */
function assertSums(told: TradeMade, derived: Trade): void {
  for (const field of ['base', 'quote', 'buyerFee', 'sellerFee', 'released'] as const) {
    assert(
      !Object.hasOwn(told, field) || told[field] === derived[field],
      `a trade's ${field} follows from its price`,
    )
  }
}

function touch(order: Order, cost: Count, at: TimeMs): void {
  order.filledSteps = plus(order.filledSteps, cost)
  order.tradesCount += 1
  order.updatedAt = at
}
