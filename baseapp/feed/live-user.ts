import type { OrderEvent } from '../../contract/streams.ts'
import { accountApi, call, keyOf, marketApi, queries, type Order } from '../api/index.ts'
import { useSession } from '../session/index.ts'
import { createFrameStore } from './frame-store.ts'
import { applyBalances, balancesAsked, balancesListed, noBalances, type OwnBalances } from './own-balances.ts'
import { applyOrder, noOrders, ordersAsked, ordersListed, type OwnOrders } from './own-orders.ts'
import { whenSettled } from './settle.ts'
import { after, feed, onRecovered, schedule } from './start.ts'

const orders = createFrameStore<OwnOrders>(noOrders, schedule)
const balances = createFrameStore<OwnBalances>(noBalances, schedule)
const listMost = 1000
const retryMs = 3_000
const settle = { quietMs: 400, mostMs: 2_000 }

type OrderListener = (order: Order | OrderEvent) => void
const orderListeners = new Set<OrderListener>()

let visit = 0
let hasBalanceStream = false

/** Runs until it succeeds or another user came. */
async function insist(mine: number, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch {
    // No answer, or a refusal of the moment: a session that has ended changes `visit`, and this stops.
    setTimeout(() => {
      if (visit === mine) void insist(mine, act)
    }, retryMs)
  }
}

function readOrders(): void {
  const mine = visit
  void insist(mine, async () => {
    orders.update(ordersAsked)
    const { asked } = orders.now()
    const list = await call(marketApi.orders, { state: 'wait', limit: listMost })
    if (visit === mine) orders.update((before) => ordersListed(before, list, asked))
  })
}

function readBalances(): void {
  const mine = visit
  void insist(mine, async () => {
    balances.update(balancesAsked)
    const { asked } = balances.now()
    const list = await call(accountApi.balances, { limit: listMost })
    if (visit === mine) balances.update((before) => balancesListed(before, list, asked))
  })
}

/** History lists that are on screen are read again, once, when own orders have moved. */
const history = whenSettled(
  () => {
    void queries.invalidateQueries({ queryKey: keyOf(marketApi.orders) })
    void queries.invalidateQueries({ queryKey: keyOf(marketApi.trades) })
  },
  settle,
  after,
)
const rereading = whenSettled(readBalances, settle, after)

/** Servers of the reference tell no balances: there they are read again when orders have moved. */
function balancesMayHaveMoved(): void {
  if (!hasBalanceStream) rereading.call()
}

/** Takes in an order that a reply or the stream told, and tells those who wait for it. */
export function hearOrder(order: Order | OrderEvent): void {
  orders.update((before) => applyOrder(before, order))
  balancesMayHaveMoved()
  history.call()
  for (const listener of orderListeners) listener(order)
}

/** Hears every message about an own order. */
export function onOwnOrder(listener: OrderListener): () => void {
  orderListeners.add(listener)
  return () => orderListeners.delete(listener)
}

function enter(): () => void {
  visit += 1
  hasBalanceStream = false
  const leave = [
    feed.listen('order', (payload) => hearOrder(payload as OrderEvent)),
    feed.listen('trade', () => {
      balancesMayHaveMoved()
      history.call()
    }),
    feed.listen('balances', (payload) => {
      hasBalanceStream = true
      balances.update((before) => applyBalances(before, payload))
    }),
    onRecovered(() => {
      readOrders()
      readBalances()
    }),
  ]
  readOrders()
  readBalances()
  return () => {
    visit += 1
    rereading.cancel()
    for (const each of leave) each()
    orders.update(() => noOrders)
    balances.update(() => noBalances)
  }
}

/** Follows the signed-in user, and forgets him when the session ends. */
export function startUserFeed(): void {
  let leave: (() => void) | undefined
  let uid: string | undefined
  const follow = () => {
    const { user } = useSession.getState()
    // Before the mail address is confirmed there are no orders and balances to read: the server refuses.
    const next = user?.state === 'active' ? user.uid : undefined
    if (next === uid) return
    leave?.()
    uid = next
    leave = next === undefined ? undefined : enter()
  }
  follow()
  useSession.subscribe(follow)
}

export { balances as ownBalances, orders as ownOrders, readBalances }
