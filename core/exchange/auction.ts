import { pairsOf, type Pair } from '../matching/index.ts'
import type { Lots, Ppm, TimeMs, TradeId } from '../units/index.ts'
import type { DueCommand, MarketStatus, SetMarketStatus } from './command.ts'
import type { Decision } from './decide.ts'
import { takerOf, Trade } from './decided.ts'
import type { Event } from './event.ts'
import type { Market } from './market.ts'
import type { Order } from './order.ts'
import type { State } from './state.ts'
import { reduced, takerCanceled, tellPartner } from './tell-walk.ts'

/** Opens, halts or resumes a market. One that opens with a crossed book is uncrossed in the same record. */
export function decideSetMarketStatus(
  state: State,
  { market: code, status, reason, endsAt }: SetMarketStatus,
  at: TimeMs,
): Decision {
  const market = state.markets.get(code)
  if (!market) return { rejection: 'unknown_market' }
  const timed = endsAt !== undefined
  if (timed && !(status === 'auction' && Number.isSafeInteger(endsAt) && endsAt > at)) {
    return { rejection: 'invalid_expiry' }
  }
  const changed: Event = {
    kind: 'market_status_changed',
    market: code,
    status,
    reason,
    endsAt: endsAt ?? null,
  }
  return { events: [changed, ...opening(state, market, status)] }
}

/** What comes with a status: one that matches begins with a book that is not crossed. */
export const opening = (state: State, market: Market, status: MarketStatus): Event[] =>
  status === 'open' || status === 'post_only' ? uncross(state, market) : []

/** The auction has run its time. */
export function decideEndAuction(
  state: State,
  { market }: Extract<DueCommand, { kind: 'end_auction' }>,
  at: TimeMs,
): Decision {
  return decideSetMarketStatus(
    state,
    { kind: 'set_market_status', market, status: 'open', reason: 'auction_ended' },
    at,
  )
}

const preventionOf = ({ special }: Order) => special?.terms.selfTradePrevention ?? 'cancel_taker'

/** The trades of an opening auction; none if the book is not crossed. */
function uncross(state: State, market: Market): Event[] {
  const events: Event[] = []
  // A leg may trade several times here, and its partner ends once.
  const told = new Set<number>()
  const tell = (event: Event, ...orders: Order[]) => {
    events.push(event)
    for (const order of orders) {
      if (told.has(order.id)) continue
      told.add(order.id)
      tellPartner(state, events, order)
    }
  }
  let trade = state.lastTradeId
  for (const pair of pairsOf(market.book, market.lastPrice, preventionOf)) {
    const { older, younger, price, quantity } = pair
    if (pair.own) {
      tellPrevented(market, pair, tell)
      continue
    }
    // Nobody took: both pay what makers pay.
    const takerFeePpm = Math.max(0, younger.rates.maker) as Ppm
    const taker = { ...takerOf(younger), takerFeePpm }
    const traded = new Trade((trade += 1) as TradeId, older, price, quantity, taker, true)
    tell(traded, older, younger)
  }
  return events
}

/** Two orders of one account meet in the auction: the younger is the taker. */
function tellPrevented(
  market: Market,
  { older, younger, olderLeft, youngerLeft, quantity }: Pair<Order>,
  tell: (event: Event, order: Order) => void,
): void {
  const prevention = preventionOf(younger)
  const end = (order: Order, remaining: Lots) =>
    tell(takerCanceled(market, takerOf(order), { remaining, reason: 'self_trade' }), order)
  const shrink = (order: Order, left: Lots) => {
    const remaining = (left - quantity) as Lots
    if (remaining === 0) end(order, left)
    else tell(reduced(market, takerOf(order), { by: quantity, remaining, reason: 'self_trade' }), order)
  }
  if (prevention === 'decrement') {
    shrink(older, olderLeft)
    shrink(younger, youngerLeft)
    return
  }
  if (prevention !== 'cancel_taker') end(older, olderLeft)
  if (prevention !== 'cancel_maker') end(younger, youngerLeft)
}
