import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, AssetCode, MarketCode, TimeMs } from '../units/index.ts'
import { whole } from './books-scene.ts'
import { createState, decide, evolveAll, groupOf, nextDue, nextTimer, restore, serialize } from './index.ts'
import type { Command, DueCommand, State, StateData } from './index.ts'

const people = ['IDADA', 'IDBOB', 'IDCY'] as AccountId[]
const [ada, bob, cy] = people as [AccountId, AccountId, AccountId]
const assets = ['ada', 'btc', 'usdt'] as AssetCode[]
const markets = ['adausdt', 'btcusdt', 'btcada'] as MarketCode[]

const define = (market: MarketCode, more: object = {}) =>
  ({
    kind: 'define_market',
    market,
    base: market.slice(0, 3),
    quote: market.slice(3),
    pricePrecision: 2,
    amountPrecision: 6,
    priceMin: 1,
    priceMax: 0,
    quantityMin: 1,
    status: 'open',
    ...more,
  }) as Command
const fee = (group: string, market: string, takerFee: number) =>
  ({ kind: 'set_trading_fee', group, market, makerFee: 0, takerFee }) as Command
const join = (account: AccountId, group: string): Command => ({ kind: 'set_user_group', account, group })
const deposit = (account: AccountId, asset: AssetCode): Command => ({
  kind: 'credit_deposit',
  account,
  asset,
  sum: whole(1_000),
  reference: 'T',
})
const deadMan = (account: AccountId, expiresAt: number | null) =>
  ({ kind: 'set_dead_man', account, expiresAt }) as Command
let named = 0
const place = (account: AccountId, side: 'buy' | 'sell', more: object) =>
  ({
    kind: 'place_order',
    account,
    uuid: `order-${(named += 1)}`,
    market: 'btcusdt',
    side,
    type: 'limit',
    limit: 100,
    quantity: 50,
    ...more,
  }) as Command

function play(state: State, commands: readonly (Command | DueCommand)[]): State {
  for (const command of commands) {
    const decision = decide(state, command, 1 as TimeMs)
    assert.ok('events' in decision, 'rejection' in decision ? `${command.kind}: ${decision.rejection}` : '')
    evolveAll(state, decision.events, 1 as TimeMs)
  }
  return state
}

const textOf = (state: State) => JSON.stringify(serialize(state))
const again = (state: State) => restore(JSON.parse(textOf(state)) as StateData)

/** What may be told in any order. */
const settings: Command[][] = [
  assets.map((asset): Command => ({ kind: 'define_asset', asset, type: 'coin', precision: 8 })),
  markets.map((market) => define(market)),
  [fee('any', 'any', 3), fee('vip', 'any', 2), fee('any', 'btcusdt', 1), fee('vip', 'adausdt', 4)],
  [join(cy, 'vip'), join(ada, 'vip'), join(bob, 'pro')],
  people.flatMap((account) => assets.map((asset) => deposit(account, asset))),
  [deadMan(bob, 70), deadMan(ada, 90), deadMan(cy, 80)],
]
const opened = (order: (commands: Command[]) => Command[] = (commands) => commands) =>
  play(createState(), settings.flatMap(order))

test('states that are equal give one text, in whatever order they came to be', () => {
  const text = textOf(opened())
  assert.equal(textOf(opened((commands) => commands.toReversed())), text)
  assert.equal(textOf(opened(([first, ...others]) => [...others, first!])), text)
  const data = JSON.parse(text) as StateData
  assert.deepEqual(
    [
      data.assets.map(({ asset }) => asset),
      data.markets.map(({ market }) => market),
      data.groups,
      data.deadMen,
    ],
    [
      assets,
      ['adausdt', 'btcada', 'btcusdt'],
      [
        [ada, 'vip'],
        [bob, 'pro'],
        [cy, 'vip'],
      ],
      [
        [ada, 90],
        [bob, 70],
        [cy, 80],
      ],
    ],
  )
  assert.deepEqual(
    data.fees.map(({ group, market }) => `${group}/${market}`),
    ['any/any', 'any/btcusdt', 'vip/adausdt', 'vip/any'],
  )
  const lines = data.balances.map(([account, asset]) => `${account}/${asset}`)
  assert.deepEqual(lines, [...lines].sort())
  assert.equal(lines.length, 12, 'three people, three assets, and where they came from')
})

test('what there is none of is not told: states of before there was any keep their text', () => {
  const data = serialize(play(createState(), settings.slice(0, 2).flat()))
  assert.deepEqual(Object.keys(data), [
    ...['version', 'lastOrderId', 'lastTradeId', 'assets', 'markets', 'fees', 'groups', 'balances', 'orders'],
  ])
  assert.deepEqual([data.groups, data.balances, data.orders], [[], [], []])
  assert.deepEqual(Object.keys(data.markets[0]!).slice(-3), ['quantityMin', 'status', 'lastPrice'])
  const state = play(opened(), [join(bob, 'any'), ...people.map((account) => deadMan(account, null))])
  assert.deepEqual([serialize(state).groups.length, serialize(state).deadMen], [2, undefined])
})

/** Orders of every kind: plain, iceberg, a pair, with a budget, asleep, awake. */
function busy(): State {
  const limits = { notionalMin: whole(1) / 100_000_000n, quantityMax: 10 ** 9, bandPpm: 900_000 }
  return play(opened(), [
    define('btcada' as MarketCode, { status: 'auction', ...limits }),
    {
      kind: 'set_market_status',
      market: 'btcada' as MarketCode,
      status: 'auction',
      reason: 'r',
      endsAt: 60 as TimeMs,
    },
    place(ada, 'sell', { market: 'btcada', limit: 90 }),
    place(bob, 'buy', { market: 'btcada', limit: 95 }),
    place(bob, 'buy', { limit: 99 }),
    place(ada, 'sell', { limit: 110 }),
    place(ada, 'sell', { special: { display: 20, clientOrderId: 'mine' } }),
    place(bob, 'buy', { quantity: 25 }),
    place(cy, 'sell', { special: { timeInForce: 'gtd', expiresAt: 50 } }),
    {
      kind: 'place_oco',
      account: cy,
      market: 'btcusdt' as MarketCode,
      side: 'sell',
      quantity: 7 as never,
      limitLeg: { uuid: 'up', limit: 120 as never, clientOrderId: 'a' },
      stopLeg: { uuid: 'down', trigger: 95 as never, type: 'stop_market', limit: null, clientOrderId: 'b' },
    },
    place(bob, 'buy', {
      type: 'stop_market',
      limit: null,
      quantity: 0,
      special: { trigger: 130, budget: whole(2) },
    }),
    place(bob, 'sell', { type: 'trailing_stop', limit: null, special: { trail: 5 } }),
    place(ada, 'sell', { type: 'stop_limit', limit: 90, special: { trigger: 98 } }),
    place(ada, 'sell', { type: 'stop_limit', limit: 91, special: { trigger: 98 } }),
    place(ada, 'sell', { limit: 98, quantity: 51 }),
    place(bob, 'buy', { limit: 98, quantity: 1 }),
  ])
}

test('a state with orders of every kind is what it was after it has been written and read', () => {
  const state = busy()
  const data = serialize(state)
  assert.deepEqual([data.woken?.length, data.waiting!.length > 3], [2, true], 'some are awake, some asleep')
  assert.ok(
    data.orders.some(({ hidden }) => hidden) && data.orders.some(({ hidden }) => hidden === undefined),
  )
  assert.ok(data.orders.some(({ partner }) => partner) && data.waiting!.some(({ partner }) => partner))
  assert.deepEqual(data.waiting!.find(({ special }) => special?.budget)?.special?.budget, `${whole(2)}`)
  assert.ok(data.markets.some(({ endsAt, notionalMin }) => endsAt === 60 && notionalMin === '10000000000'))
  assert.equal(textOf(again(state)), textOf(state))
  // Both go on alike: what is due now, and everything that time makes due.
  const [live, other] = [state, again(state)]
  for (const now of [1, 50, 60, 70, 80, 90] as TimeMs[]) {
    assert.equal(nextTimer(other), nextTimer(live))
    for (let due = nextDue(live, now); due; due = nextDue(live, now)) {
      assert.deepEqual(nextDue(other, now), due)
      for (const each of [live, other]) play(each, [due])
    }
    assert.equal(nextDue(other, now), null)
    assert.equal(textOf(other), textOf(live), `at ${now}`)
  }
  assert.equal(nextTimer(live), null)
})

test('a restored user keeps his group, his fees and his place among the traders', () => {
  const state = again(opened())
  assert.deepEqual(
    [...people, 'IDDEE' as AccountId, 'house:custody' as AccountId].map((account) => groupOf(state, account)),
    ['vip', 'pro', 'vip', 'any', 'any'],
  )
  assert.deepEqual([...state.traders.keys()].sort(), people, 'the house is none')
})

test('a state is restored by the version that wrote it, and only if it is whole', () => {
  const data = JSON.parse(textOf(busy())) as StateData
  assert.throws(() => restore({ ...data, version: 2 as never }), /restored by the version that wrote it/)
  assert.throws(() => restore({ ...data, markets: [] }), /every order belongs to a known market/)
  const [resting] = data.orders
  assert.throws(() => restore({ ...data, woken: [resting!.id] }), /only an order that waits was woken/)
  assert.throws(() => restore({ ...data, woken: [9_999 as never] }), /only an order that waits was woken/)
})

test('a definition with another status ends an auction that opens by itself, live and restored', () => {
  const [market, endsAt] = ['btcusdt' as MarketCode, 50 as TimeMs]
  const state = opened()
  const tell = (command: Command) => {
    play(state, [command])
    // As the engine asks after every command.
    assert.equal(nextDue(state, 1 as TimeMs), null)
    return [nextTimer(state), nextTimer(again(state))]
  }
  tell({ kind: 'set_market_status', market, status: 'auction', reason: 'test', endsAt })
  assert.deepEqual(tell(define(market, { status: 'auction', quantityMin: 2 })), [endsAt, endsAt])
  tell(define(market))
  assert.deepEqual(tell(define(market, { status: 'auction' })), [70, 70], "then a dead man's is the next")
})
