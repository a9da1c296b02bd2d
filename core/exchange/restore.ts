import { balanceOf, restoreLine } from '../ledger/index.ts'
import { rest } from '../matching/index.ts'
import { amount, assert } from '../units/index.ts'
import { createMarket } from './market.ts'
import { orderOf } from './order-data.ts'
import { restoreBooks } from './serialize-books.ts'
import type { StateData } from './serialize.ts'
import { createState, traderOf, type State } from './state.ts'
import { queueWoken, startWaiting, waitFor } from './waiting.ts'

/** The inverse of `serialize`. Throws on data of another version or with an order on an unknown market. */
export function restore(data: StateData): State {
  assert(data.version === 1, 'a state is restored by the version that wrote it')
  const state = createState()
  state.lastOrderId = data.lastOrderId
  state.lastTradeId = data.lastTradeId
  for (const asset of data.assets) state.assets.set(asset.asset, asset)
  for (const [account, asset, posted, held] of data.balances) {
    if (!account.startsWith('house:')) traderOf(state, account)
    restoreLine(balanceOf(state.ledger, account, asset), BigInt(posted), amount(BigInt(held)))
  }
  restoreMarkets(state, data)
  for (const fee of data.fees) state.fees.set(`${fee.group}/${fee.market}`, fee)
  for (const [account, group] of data.groups) traderOf(state, account).group = group
  for (const [account, expiresAt] of data.deadMen ?? []) {
    state.deadMen.set(account, expiresAt)
    state.timers.add({ at: expiresAt, kind: 'expire_dead_man', account })
  }
  restoreOrders(state, data)
  restoreBooks(state.books, data.books)
  return state
}

function restoreMarkets(state: State, data: StateData): void {
  for (const { lastPrice, endsAt, notionalMin, ...rest } of data.markets) {
    const definition = notionalMin ? { ...rest, notionalMin: amount(BigInt(notionalMin)) } : rest
    const market = createMarket(state.ledger, definition)
    market.lastPrice = lastPrice
    state.markets.set(definition.market, market)
    if (endsAt === undefined) continue
    market.endsAt = endsAt
    state.timers.add({ at: endsAt, kind: 'end_auction', market: definition.market })
  }
}

function restoreOrders(state: State, { orders: resting, waiting = [], woken = [] }: StateData): void {
  const orders = resting.map((each) => {
    const order = orderOf(state, each)
    rest(order.market.book, order, each.hidden)
    return order
  })
  const awake = new Set(woken)
  for (const each of waiting) {
    const order = orderOf(state, each)
    const promise = BigInt(each.promise)
    if (awake.has(order.id)) waitFor(order, promise)
    else startWaiting(order, promise, each.anchor)
    orders.push(order)
  }
  // By id, as they came in live: readers list a user's open orders oldest first.
  for (const order of orders.sort((a, b) => a.id - b.id)) {
    state.orders.add(order)
    order.seat.orders.push(order.id)
    const expiresAt = order.special?.terms.expiresAt
    if (expiresAt !== undefined) state.timers.add({ at: expiresAt, kind: 'expire_order', order: order.id })
  }
  state.indexedTo = state.lastOrderId
  for (const id of woken) {
    const waiting = state.orders.get(id)?.special?.waiting
    assert(waiting != null, 'only an order that waits was woken')
    queueWoken(state, waiting)
  }
}
