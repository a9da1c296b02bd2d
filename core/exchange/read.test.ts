import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../ledger/index.ts'
import { unit, type AccountId, type AssetCode, type MarketCode, type TimeMs } from '../units/index.ts'
import { ada, approvedBy, bob, bookScene, btc, btcusdt, run, said, usdt, whole } from './books-scene.ts'
import {
  balancesPage,
  allOpenOrders,
  balancesOf,
  booksOf,
  decide,
  definitionsOf,
  depthOf,
  evolveAll,
  groupOf,
  openOrder,
  openOrdersOf,
  restingOrders,
  touchedBy,
  trialBalance,
  type OrderView,
  type PlaceOrder,
  type State,
} from './index.ts'

const cy = 'IDCY' as AccountId
const ethusdt = 'ethusdt' as MarketCode
let named = 0

const place = (account: AccountId, side: 'buy' | 'sell', more: object): PlaceOrder =>
  ({
    kind: 'place_order',
    account,
    uuid: `order-${(named += 1)}`,
    market: btcusdt,
    side,
    type: 'limit',
    limit: 1_000,
    quantity: 1_000_000,
    ...more,
  }) as PlaceOrder

/** Runs a command and gives what it touched. */
function act(state: State, command: Parameters<typeof decide>[1], at = 1) {
  const decision = decide(state, command, at as TimeMs)
  assert.ok('events' in decision, 'rejection' in decision ? decision.rejection : '')
  evolveAll(state, decision.events, at as TimeMs)
  return touchedBy(state, decision.events)
}

/** Ada has 100 btc, Bob 10,000 usdt. */
function scene(): State {
  const state = bookScene()
  run(state, { kind: 'credit_deposit', account: bob, asset: usdt, sum: whole(10_000), reference: 'TID2' })
  return state
}

const outline = ({ status, quantity, filled, held, trigger, canceledFor }: OrderView) => [
  status,
  quantity,
  filled,
  held,
  trigger,
  canceledFor,
]

test('a reader sees an order through its life', () => {
  const state = scene()
  const sell = place(ada, 'sell', {})
  const [placed] = act(state, sell, 1).orders
  assert.deepEqual(placed, {
    order: 1,
    uuid: sell.uuid,
    account: ada,
    market: btcusdt,
    side: 'sell',
    type: 'limit',
    limit: 1_000,
    status: 'open',
    quantity: 1_000_000,
    filled: 0,
    filledQuote: 0n,
    held: whole(1),
    tradesCount: 0,
    makerFeePpm: 1_000,
    takerFeePpm: 2_000,
    placedAt: 1,
    updatedAt: 1,
    special: null,
    partner: null,
    trigger: null,
    canceledFor: null,
  })
  const views = act(state, place(bob, 'buy', { quantity: 400_000 }), 2).orders
  const [taker, maker] = ['buy', 'sell'].map((side) => views.find((view) => view.side === side)!)
  assert.deepEqual(outline(taker!), ['filled', 400_000, 400_000, 0n, null, null])
  assert.deepEqual(outline(maker!), [
    'partially_filled',
    1_000_000,
    400_000,
    (whole(1) * 6n) / 10n,
    null,
    null,
  ])
  assert.deepEqual([maker!.filledQuote, maker!.tradesCount, maker!.updatedAt], [whole(4), 1, 2])
  const [gone] = act(state, { kind: 'cancel_orders', account: ada, market: null, side: null }, 3).orders
  assert.deepEqual(outline(gone!), ['canceled', 1_000_000, 400_000, 0n, null, 'requested'])
})

test('a reader sees what an order waits for, until it is awake', () => {
  const state = scene()
  const stop = place(ada, 'sell', { type: 'stop_limit', limit: 900, special: { trigger: 950 } })
  assert.deepEqual(outline(act(state, stop).orders[0]!), ['untriggered', 1_000_000, 0, whole(1), 950, null])
  act(state, place(bob, 'buy', { limit: 950 }))
  act(state, place(ada, 'sell', { limit: 950, quantity: 1 }))
  const [woken] = openOrdersOf(state, ada)
  assert.deepEqual(outline(woken!), ['untriggered', 1_000_000, 0, whole(1), null, null])
  const [filled] = act(state, { kind: 'trigger_order', order: woken!.order }).orders
  assert.deepEqual([filled!.status, filled!.trigger], ['partially_filled', null])
  const market = place(ada, 'sell', { type: 'stop_market', limit: null, special: { trigger: 10 } })
  const [waits] = act(state, market).orders
  assert.deepEqual([waits!.limit, waits!.special, waits!.trigger], [null, { trigger: 10 }, 10])
  const [ended] = act(state, { kind: 'cancel_orders', account: ada, market: null, side: null }).orders.slice(
    -1,
  )
  assert.deepEqual(outline(ended!), ['canceled', 1_000_000, 0, 0n, null, 'requested'])
})

test('an order that ran out of time is expired', () => {
  const state = scene()
  act(state, place(ada, 'sell', { special: { timeInForce: 'gtd', expiresAt: 9 } }))
  const [view] = act(state, { kind: 'expire_order', order: 1 as never }, 9).orders
  assert.deepEqual(outline(view!), ['expired', 1_000_000, 0, 0n, null, 'expired'])
})

test('depth is told best price first, as deep as asked; of an unknown market there is none', () => {
  const state = scene()
  for (const limit of [1_002, 1_001, 1_003, 1_001]) act(state, place(ada, 'sell', { limit, quantity: limit }))
  for (const limit of [998, 999, 997]) act(state, place(bob, 'buy', { limit, quantity: limit }))
  const level = (price: number, quantity = price) => ({ price, quantity })
  assert.deepEqual(depthOf(state, btcusdt, 2), {
    bids: [level(999), level(998)],
    asks: [level(1_001, 2_002), level(1_002)],
  })
  const all = { bids: [999, 998, 997], asks: [1_001, 1_002, 1_003] }
  for (const limit of [3, 100]) {
    const { bids, asks } = depthOf(state, btcusdt, limit)
    assert.deepEqual({ bids: bids.map(({ price }) => price), asks: asks.map(({ price }) => price) }, all)
  }
  assert.deepEqual(depthOf(state, btcusdt, 0), { bids: [], asks: [] })
  assert.deepEqual(depthOf(state, ethusdt, 5), { bids: [], asks: [] })
})

test('resting orders are told best first, oldest first within a price, and no further than asked', () => {
  const state = scene()
  for (const limit of [1_002, 1_001, 1_001]) act(state, place(ada, 'sell', { limit }))
  act(state, place(ada, 'sell', { limit: 1_003, special: { display: 300_000, clientOrderId: 'mine' } }))
  for (const limit of [998, 999]) act(state, place(bob, 'buy', { limit }))
  const ids = (bids: number, asks: number) => {
    const found = restingOrders(state, btcusdt, { bids, asks })
    return [found.bids, found.asks].map((views) => views.map(({ order }) => order))
  }
  assert.deepEqual(ids(9, 9), [
    [6, 5],
    [2, 3, 1, 4],
  ])
  assert.deepEqual(ids(1, 3), [[6], [2, 3, 1]])
  assert.deepEqual(ids(0, 1), [[], [2]])
  const iceberg = restingOrders(state, btcusdt, { bids: 0, asks: 9 }).asks.at(-1)!
  assert.deepEqual([iceberg.quantity, iceberg.special, iceberg.partner], [300_000, null, null])
  assert.deepEqual(restingOrders(state, ethusdt, { bids: 9, asks: 9 }), { bids: [], asks: [] })
})

test("a user's open orders are his alone, of one market if named", () => {
  const state = scene()
  run(state, { kind: 'define_asset', asset: 'eth' as AssetCode, type: 'coin', precision: 8 })
  const { definition } = state.markets.get(btcusdt)!
  assert.equal(said(state, { ...definition, market: ethusdt, base: 'eth' as AssetCode }), '-')
  act(state, place(bob, 'buy', { market: ethusdt }))
  act(state, place(bob, 'buy', {}))
  act(state, place(ada, 'sell', { limit: 1_001 }))
  const ids = (account: AccountId, market?: MarketCode) =>
    openOrdersOf(state, account, market).map(({ order }) => order)
  assert.deepEqual(
    [ids(bob), ids(bob, btcusdt), ids(bob, ethusdt), ids(ada), ids(cy)],
    [[1, 2], [2], [1], [3], []],
  )
  assert.deepEqual(
    allOpenOrders(state).map(({ order }) => order),
    [1, 2, 3],
  )
  assert.equal(openOrder(state, ada, 3 as never)?.id, 3)
  assert.equal(openOrder(state, bob, 3 as never), undefined, "another's order is unknown")
  assert.equal(openOrder(state, bob, 4 as never), undefined)
})

test('definitions are told as the journal has them, with the status of now', () => {
  const state = scene()
  run(state, { kind: 'set_market_status', market: btcusdt, status: 'halted', reason: 'test' })
  const { assets, markets, fees } = definitionsOf(state)
  assert.deepEqual(
    assets.map(({ kind, asset, type, precision }) => [kind, asset, type, precision]),
    [
      ['define_asset', btc, 'coin', 8],
      ['define_asset', usdt, 'coin', 6],
    ],
  )
  assert.deepEqual(markets, [
    {
      kind: 'define_market',
      market: btcusdt,
      base: btc,
      quote: usdt,
      pricePrecision: 2,
      amountPrecision: 6,
      priceMin: 1,
      priceMax: 0,
      quantityMin: 1,
      status: 'halted',
      endsAt: null,
    },
  ])
  assert.deepEqual(fees, [
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: 1_000, takerFee: 2_000 },
  ])
})

test('a definition remembers the limits that it sets', () => {
  const state = scene()
  const { definition } = state.markets.get(btcusdt)!
  const limits = { quantityMax: 50, notionalMin: whole(3), bandPpm: 70 }
  assert.equal(said(state, { ...definition, ...limits } as typeof definition), '-')
  const [told] = definitionsOf(state).markets
  assert.deepEqual([told!.quantityMax, told!.notionalMin, told!.bandPpm], [50, whole(3), 70])
  assert.equal(
    said(state, { ...definition, quantityMax: 0, notionalMin: 0n, bandPpm: 0 } as typeof definition),
    '-',
  )
  const plain = { ...definition, endsAt: null }
  assert.deepEqual(definitionsOf(state).markets[0], plain, 'and none that it does not')
})

test('balances and books are told: what is owned and held, caps, held withdrawals, and why nothing is paid out', () => {
  const state = scene()
  assert.deepEqual(booksOf(state), { caps: [], withdrawals: [], stopped: null })
  run(state, { kind: 'set_adjustment_cap', asset: btc, sum: whole(10), approvedBy })
  const held = { withdrawal: 'W1', account: ada, asset: btc, sum: whole(5), fee: whole(1) }
  run(state, { kind: 'hold_withdrawal', ...held })
  run(state, { kind: 'set_withdrawals', allowed: false, reason: 'books differ', by: 'IDGRACE' })
  assert.deepEqual(booksOf(state), {
    caps: [{ asset: btc, sum: whole(10) }],
    withdrawals: [held],
    stopped: 'books differ',
  })
  act(state, place(ada, 'sell', {}))
  assert.deepEqual(balancesOf(state, ada).slice(0, 1), [
    { account: ada, asset: btc, posted: whole(100), held: whole(6) },
  ])
  assert.deepEqual(balancesOf(state, cy), [])
  const { lines, next } = balancesPage(state, { from: 0, limit: 1_000 })
  assert.equal(next, null)
  assert.deepEqual(
    lines.map(({ account, asset, posted, held }) => [account, asset, posted, held]),
    [
      [house.custody, btc, -100n * unit, 0n],
      [house.custody, usdt, -10_000n * unit, 0n],
      [ada, btc, whole(100), whole(6)],
      [bob, usdt, whole(10_000), 0n],
    ],
    'lines that hold nothing are left out',
  )
  assert.deepEqual(trialBalance(state), [
    { asset: btc, posted: 0n, held: whole(6), promised: whole(6) },
    { asset: usdt, posted: 0n, held: 0n, promised: 0n },
  ])
})

test('a user belongs to everyone until he is given a group', () => {
  const state = scene()
  assert.equal(groupOf(state, cy), 'any')
  assert.equal(said(state, { kind: 'set_user_group', account: cy, group: 'vip' }), '-')
  assert.deepEqual([groupOf(state, cy), groupOf(state, ada)], ['vip', 'any'])
})
