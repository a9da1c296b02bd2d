import { balanceOf, hold, house, lineOf, post, postHeld, release } from '../ledger/index.ts'
import { reduce, rest, withdraw } from '../matching/index.ts'
import { amount, assert, type Amount, type Lots, type Ticks, type TimeMs } from '../units/index.ts'
import type { Event, OrderAccepted, OrderCanceled, TradeMade } from './event.ts'
import { createMarket, heldBy, listOrder, traderOf, unlistOrder, type Order, type State } from './state.ts'

/** The only function that changes state, in live work and in recovery alike. Throws on a broken invariant. */
export function evolve(state: State, event: Event, at: TimeMs): void {
  switch (event.kind) {
    case 'order_accepted':
      return acceptOrder(state, event, at)
    case 'trade':
      return settleTrade(state, event, at)
    case 'order_rested':
      return restOrder(openOrderOf(state, event.order))
    case 'order_canceled':
      return cancelOrder(state, event, at)
    case 'deposit_credited': {
      const { account, asset, sum } = event
      traderOf(state, account)
      return post(balanceOf(state.ledger, house.custody, asset), balanceOf(state.ledger, account, asset), sum)
    }
    case 'balance_adjusted': {
      traderOf(state, event.account)
      const theirs = balanceOf(state.ledger, event.account, event.asset)
      const ours = balanceOf(state.ledger, house.adjustments, event.asset)
      return event.sum > 0n ? post(ours, theirs, amount(event.sum)) : post(theirs, ours, amount(-event.sum))
    }
    case 'asset_defined':
      state.assets.set(event.asset, { ...event, kind: 'define_asset' })
      return
    case 'market_defined': {
      const definition = { ...event, kind: 'define_market' as const }
      const known = state.markets.get(event.market)
      if (known) Object.assign(known, { definition, status: event.status })
      else state.markets.set(event.market, createMarket(state.ledger, definition))
      return
    }
    case 'market_status_changed': {
      const market = state.markets.get(event.market)
      assert(market !== undefined, 'a status belongs to a known market')
      market.status = event.status
      return
    }
    case 'trading_fee_set':
      state.fees.set(`${event.group}/${event.market}`, { ...event, kind: 'set_trading_fee' })
      for (const market of state.markets.values()) market.rates.clear()
      return
    case 'user_group_set':
      traderOf(state, event.account).group = event.group
      return
  }
}

/** Makes all events of one command true. */
export function evolveAll(state: State, events: Event[], at: TimeMs): void {
  state.closed.length = 0
  for (const event of events) evolve(state, event, at)
}

function acceptOrder(state: State, event: OrderAccepted, at: TimeMs): void {
  const market = state.markets.get(event.market)
  assert(market !== undefined, 'an order is accepted on a known market')
  const { base, quote } = market.definition
  const trader = traderOf(state, event.account)
  const order: Order = {
    id: event.order,
    side: event.side,
    price: event.limit ?? (0 as Ticks),
    remaining: event.quantity,
    level: null,
    before: null,
    after: null,
    uuid: event.uuid,
    account: event.account,
    trader,
    market,
    type: event.type,
    quantity: event.quantity,
    base: lineOf(trader.account, market.baseSlot, base),
    quote: lineOf(trader.account, market.quoteSlot, quote),
    makerFeePpm: event.makerFeePpm,
    takerFeePpm: event.takerFeePpm,
    placedAt: at,
    updatedAt: at,
    filledQuote: 0n as Amount,
    tradesCount: 0,
    olderOfTrader: null,
    newerOfTrader: null,
  }
  hold(order.side === 'buy' ? order.quote : order.base, event.held)
  assert(event.order === state.lastOrderId + 1, 'order ids count up by one')
  state.lastOrderId = event.order
  state.orders.add(order)
}

/** Delivers base against quote out of both promises; fees go to the house, a better price back to the taker. */
function settleTrade(state: State, trade: TradeMade, at: TimeMs): void {
  const maker = openOrderOf(state, trade.maker)
  const taker = openOrderOf(state, trade.taker)
  const [buyer, seller] = trade.takerSide === 'buy' ? [taker, maker] : [maker, taker]
  const { market } = maker
  assert(trade.trade === state.lastTradeId + 1, 'trade ids count up by one')
  state.lastTradeId = trade.trade
  market.lastPrice = trade.price

  postHeld(buyer.quote, seller.quote, trade.quote)
  postHeld(seller.base, buyer.base, trade.base)
  if (trade.buyerFee > 0n) post(buyer.base, market.feeIncomeBase, trade.buyerFee)
  if (trade.sellerFee > 0n) post(seller.quote, market.feeIncomeQuote, trade.sellerFee)
  if (trade.released > 0n) release(buyer.quote, trade.released)

  reduce(market.book, maker, trade.quantity)
  assert(taker.remaining >= trade.quantity, 'a fill never exceeds the order')
  taker.remaining = (taker.remaining - trade.quantity) as Lots
  touch(state, maker, trade.quote, at)
  touch(state, taker, trade.quote, at)
}

function touch(state: State, order: Order, quote: Amount, at: TimeMs): void {
  order.filledQuote = (order.filledQuote + quote) as Amount
  order.tradesCount += 1
  order.updatedAt = at
  if (order.remaining === 0) close(state, order)
}

function restOrder(order: Order): void {
  rest(order.market.book, order)
  listOrder(order)
}

function cancelOrder(state: State, { order: id, released }: OrderCanceled, at: TimeMs): void {
  const order = openOrderOf(state, id)
  assert(heldBy(order) === released, 'a cancel releases all that is held')
  release(order.side === 'buy' ? order.quote : order.base, released)
  order.updatedAt = at
  if (order.level) withdraw(order.market.book, order)
  close(state, order)
}

function close(state: State, order: Order): void {
  state.closed.push(order)
  state.orders.delete(order.id)
  unlistOrder(order)
}

function openOrderOf(state: State, id: Order['id']): Order {
  const order = state.orders.get(id)
  assert(order !== undefined, 'every open order is known')
  return order
}
