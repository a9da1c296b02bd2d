import { balanceOf, house, post } from '../ledger/index.ts'
import { assert, type TimeMs } from '../units/index.ts'
import type { DefineMarket } from './command.ts'
import { isUser } from './credit.ts'
import { Canceled } from './decided-cancel.ts'
import { Accepted } from './decided.ts'
import type { Event } from './event.ts'
import { evolveBooks } from './evolve-books.ts'
import { amendOrder, reduceOrder, triggerOrder } from './evolve-change.ts'
import { acceptOrder, cancelOrder, restOrder } from './evolve-order.ts'
import { evolvePlain } from './evolve-plain.ts'
import { createMarket, limitsOf, type Market } from './market.ts'
import { settleTrade } from './settle-trade.ts'
import { traderOf, type State } from './state.ts'

/** The only function that changes state, in live work and in recovery alike. Throws on a broken invariant. */
export function evolve(state: State, event: Event, at: TimeMs): void {
  switch (event.kind) {
    case 'order_accepted':
      return acceptOrder(state, event, at)
    case 'trade':
      return settleTrade(state, event, at)
    case 'order_rested':
      return restOrder(state, event.order)
    case 'order_canceled':
      return cancelOrder(state, event, at)
    case 'order_reduced':
      return reduceOrder(state, event, at)
    case 'order_amended':
      return amendOrder(state, event, at)
    case 'order_triggered':
      return triggerOrder(state, event, at)
    case 'dead_man_set': {
      const { account, expiresAt } = event
      if (expiresAt === null) state.deadMen.delete(account)
      else {
        state.deadMen.set(account, expiresAt)
        state.timers.add({ at: expiresAt, kind: 'expire_dead_man', account })
      }
      return
    }
    case 'deposit_credited': {
      const { account, asset, sum } = event
      if (isUser(account)) traderOf(state, account)
      return post(balanceOf(state.ledger, house.custody, asset), balanceOf(state.ledger, account, asset), sum)
    }
    case 'balance_adjusted':
    case 'adjustment_cap_set':
    case 'house_funded':
    case 'expense_recorded':
    case 'suspense_resolved':
    case 'funds_transferred':
    case 'withdrawal_held':
    case 'withdrawal_completed':
    case 'withdrawal_released':
    case 'withdrawals_set':
      return evolveBooks(state, event)
    case 'asset_defined':
      state.assets.set(event.asset, { ...event, kind: 'define_asset' })
      return
    case 'market_defined': {
      const definition = definitionOf(event)
      const known = state.markets.get(event.market)
      if (known) redefine(known, definition)
      else state.markets.set(event.market, createMarket(state.ledger, definition))
      return
    }
    case 'market_status_changed': {
      const market = state.markets.get(event.market)
      assert(market !== undefined, 'a status belongs to a known market')
      market.status = event.status
      market.endsAt = event.endsAt ?? null
      if (market.endsAt !== null)
        state.timers.add({ at: market.endsAt, kind: 'end_auction', market: event.market })
      return
    }
    case 'trading_fee_set':
      state.fees.set(`${event.group}/${event.market}`, { ...event, kind: 'set_trading_fee' })
      return forgetRates(state)
    case 'trading_fee_deleted':
      state.fees.delete(`${event.group}/${event.market}`)
      return forgetRates(state)
    case 'user_group_set': {
      const trader = traderOf(state, event.account)
      trader.group = event.group
      for (const seat of trader.seats) seat.rates = null
      return
    }
  }
}

/** Another status ends an auction that would have opened by itself. */
function redefine(market: Market, definition: DefineMarket): void {
  if (definition.status !== market.status) market.endsAt = null
  Object.assign(market, { definition, limits: limitsOf(definition), status: definition.status })
}

/** After a change of the fee table: rates are found anew by the next order. */
function forgetRates(state: State): void {
  for (const market of state.markets.values()) {
    market.rates.clear()
    for (const seat of market.seats.values()) seat.rates = null
  }
}

/**
 * Field by field, so that equal definitions are equal in every way. Limits that are not set are left out, as they are
 * of definitions from before there were any.
 */
function definitionOf(event: Extract<Event, { kind: 'market_defined' }>): DefineMarket {
  const { market, base, quote, pricePrecision, amountPrecision, priceMin, priceMax, quantityMin, status } =
    event
  const { quantityMax, notionalMin, bandPpm } = event
  return {
    kind: 'define_market',
    market,
    base,
    quote,
    pricePrecision,
    amountPrecision,
    priceMin,
    priceMax,
    quantityMin,
    status,
    ...(quantityMax ? { quantityMax } : {}),
    ...(notionalMin ? { notionalMin } : {}),
    ...(bandPpm ? { bandPpm } : {}),
  }
}

/** Makes all events of one command true. */
export function evolveAll(state: State, events: Event[], at: TimeMs): void {
  state.pool.reuse()
  const first = events[0]
  if (first instanceof Accepted && first.list === events && first.venue.ledger === state.ledger) {
    return evolvePlain(state, first, at)
  }
  if (first instanceof Canceled && events.length === 1) return cancelOrder(state, first, at)
  evolveEach(state, events, at)
}

function evolveEach(state: State, events: Event[], at: TimeMs): void {
  for (let index = 0; index < events.length; index++) evolve(state, events[index]!, at)
}
