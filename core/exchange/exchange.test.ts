import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../ledger/index.ts'
import {
  ppm,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ticks,
  type TimeMs,
} from '../units/index.ts'
import {
  balancesOf,
  createState,
  decide,
  evolveAll,
  openOrdersOf,
  restore,
  serialize,
  touchedBy,
  type Command,
  type Decision,
  type Event,
  type PlaceOrder,
  type State,
} from './index.ts'

const [btc, usdt] = ['btc' as AssetCode, 'usdt' as AssetCode]
const btcusdt = 'btcusdt' as MarketCode
const people = ['IDADA', 'IDBOB', 'IDCY', 'IDDEE'] as AccountId[]
const at = (ms: number) => ms as TimeMs

function run(state: State, command: Command, now = 1): Decision {
  const decision = decide(state, command, at(now))
  if ('events' in decision) evolveAll(state, decision.events, at(now))
  return decision
}

function opened(): State {
  const state = createState()
  const setup: Command[] = [
    { kind: 'define_asset', asset: btc, type: 'coin', precision: 8 },
    { kind: 'define_asset', asset: usdt, type: 'coin', precision: 8 },
    {
      kind: 'define_market',
      market: btcusdt,
      base: btc,
      quote: usdt,
      pricePrecision: 2,
      amountPrecision: 6,
      priceMin: 1 as Ticks,
      priceMax: 0,
      quantityMin: 1 as Lots,
      status: 'open',
    },
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_500) },
  ]
  for (const command of setup) assert.ok('events' in run(state, command), command.kind)
  return state
}

const give = (account: AccountId, asset: AssetCode, sum: bigint): Command => ({
  kind: 'credit_deposit',
  account,
  asset,
  sum: sum as Amount,
  reference: 'test funds',
})

let named = 0
const order = (
  account: AccountId,
  side: 'buy' | 'sell',
  limit: number | null,
  quantity: number,
): PlaceOrder => ({
  kind: 'place_order',
  account,
  uuid: `order-${(named += 1)}`,
  market: btcusdt,
  side,
  type: limit === null ? 'market' : 'limit',
  limit: limit as Ticks | null,
  quantity: quantity as Lots,
})

const balance = (state: State, account: AccountId, asset: AssetCode) => {
  const found = balancesOf(state, account).find((line) => line.asset === asset)
  return { posted: found?.posted ?? 0n, held: found?.held ?? 0n }
}

const eventsOf = (decision: Decision): Event[] => {
  assert.ok('events' in decision, 'rejection' in decision ? decision.rejection : '')
  return decision.events
}

const seeded = (seed: number) => (below: number) =>
  Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)

/** A stream that crosses often, runs out of funds sometimes, and cancels; some of it is refused. */
function draw(random: (below: number) => number, placed: number): Command {
  const account = people[random(4)]!
  const dice = random(100)
  if (dice < 15) return { kind: 'cancel_order', account, order: (1 + random(placed + 1)) as OrderId }
  if (dice < 16) return { kind: 'cancel_orders', account, market: null, side: random(2) ? 'buy' : null }
  const side = random(2) === 0 ? 'buy' : 'sell'
  return order(account, side, dice < 30 ? null : 9_990 + random(21), 1 + random(1_000_000))
}

test('the same events give the same exchange, also through a snapshot in the middle (seed 9)', () => {
  const random = seeded(9)
  const live = opened()
  let replayed = opened()
  for (const account of people) {
    for (const asset of [btc, usdt]) {
      const events = eventsOf(run(live, give(account, asset, 1_000n * unit)))
      evolveAll(replayed, events, at(1))
    }
  }
  for (let step = 0; step < 4_000; step++) {
    const decision = run(live, draw(random, live.lastOrderId), step)
    // Through JSON, as the journal does it, so that no reference leaks from one state into the other.
    if ('events' in decision) evolveAll(replayed, decision.events, at(step))
    if (step === 2_000) replayed = restore(structuredClone(serialize(replayed)))
  }
  assert.equal(JSON.stringify(serialize(replayed)), JSON.stringify(serialize(live)))
  assert.ok(live.orders.size > 10)
})

test('deciding changes nothing', () => {
  const state = opened()
  run(state, give(people[0]!, usdt, 500n * unit))
  run(state, give(people[1]!, btc, 5n * unit))
  run(state, order(people[1]!, 'sell', 10_000, 1_000_000))
  const before = JSON.stringify(serialize(state))
  const decision = decide(state, order(people[0]!, 'buy', 10_100, 2_000_000), at(2))
  assert.ok('events' in decision && decision.events.length === 3)
  assert.equal(JSON.stringify(serialize(state)), before)
})

test('a taker keeps the better price, and the buyer pays in base, the seller in quote', () => {
  const state = opened()
  const [ada, bob] = people as [AccountId, AccountId]
  run(state, give(ada, usdt, 200n * unit))
  run(state, give(bob, btc, unit))
  run(state, order(bob, 'sell', 10_000, 1_000_000))
  const [, trade] = eventsOf(run(state, order(ada, 'buy', 10_100, 1_000_000)))
  assert.ok(trade?.kind === 'trade')
  assert.equal(trade.released, unit, 'one usdt below the limit comes back')
  assert.deepEqual(balance(state, ada, usdt), { posted: 100n * unit, held: 0n })
  assert.deepEqual(balance(state, ada, btc), { posted: (unit * 9_975n) / 10_000n, held: 0n })
  assert.deepEqual(balance(state, bob, usdt), { posted: (100n * unit * 999n) / 1_000n, held: 0n })
  assert.equal(balance(state, house.feeIncome, btc).posted, (unit * 25n) / 10_000n)
  assert.equal(balance(state, house.feeIncome, usdt).posted, unit / 10n)
})

test('a market order fills as far as its funds reach and cancels the rest', () => {
  const state = opened()
  const [ada, bob] = people as [AccountId, AccountId]
  run(state, give(bob, btc, 10n * unit))
  run(state, order(bob, 'sell', 10_000, 2_000_000))
  assert.deepEqual(run(state, order(ada, 'buy', null, 1)), { rejection: 'insufficient_funds' })
  run(state, give(ada, usdt, 150n * unit))
  const events = eventsOf(run(state, order(ada, 'buy', null, 2_000_000)))
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['order_accepted', 'trade', 'order_canceled'],
  )
  assert.deepEqual(balance(state, ada, usdt), { posted: 0n, held: 0n })
  const touched = touchedBy(state, events)
  assert.deepEqual(
    touched.orders.map(({ status, filled, held }) => [status, filled, held]),
    [
      ['canceled', 1_500_000, 0n],
      ['partially_filled', 1_500_000, unit / 2n],
    ],
  )
})

test('an empty book refuses a market order; a market that is not open refuses every order but takes cancels', () => {
  const state = opened()
  const ada = people[0]!
  run(state, give(ada, usdt, 100n * unit))
  assert.deepEqual(run(state, order(ada, 'buy', null, 1)), { rejection: 'insufficient_liquidity' })
  run(state, order(ada, 'buy', 9_000, 1_000_000))
  run(state, { kind: 'set_market_status', market: btcusdt, status: 'halted', reason: 'test' })
  assert.deepEqual(run(state, order(ada, 'buy', 9_000, 1)), { rejection: 'market_not_open' })
  assert.ok('events' in run(state, { kind: 'cancel_order', account: ada, order: 1 as OrderId }))
  assert.deepEqual(balance(state, ada, usdt), { posted: 100n * unit, held: 0n })
})

for (const [what, change] of [
  ['no price', { limit: null }],
  ['a price of zero', { limit: 0 as Ticks }],
  ['a negative price', { limit: -1 as Ticks }],
  ['a fractional price', { limit: 1.5 as Ticks }],
  ['a price that is not a number', { limit: NaN as Ticks }],
  ['a quantity of zero', { quantity: 0 as Lots }],
  ['an endless quantity', { quantity: Infinity as Lots }],
  ['a quantity beyond the cap', { quantity: (2 ** 52) as Lots }],
] as const) {
  test(`an order with ${what} is refused and changes nothing`, () => {
    const state = opened()
    run(state, give(people[0]!, usdt, 100n * unit))
    const before = JSON.stringify(serialize(state))
    const decision = run(state, { ...order(people[0]!, 'buy', 100, 100), ...change })
    assert.ok('rejection' in decision && /^invalid_(price|quantity)$/.test(decision.rejection))
    assert.equal(JSON.stringify(serialize(state)), before)
  })
}

test('nobody cancels an order of somebody else', () => {
  const state = opened()
  run(state, give(people[0]!, usdt, 100n * unit))
  run(state, order(people[0]!, 'buy', 100, 100))
  const theirs: Command = { kind: 'cancel_order', account: people[1]!, order: 1 as OrderId }
  assert.deepEqual(run(state, theirs), { rejection: 'unknown_order' })
  assert.equal(openOrdersOf(state, people[0]!).length, 1)
})

test('a market whose trades would round is refused, and precisions stay as they are', () => {
  const state = opened()
  const market = { ...[...state.markets.values()][0]!.definition }
  assert.deepEqual(run(state, { ...market, market: 'x' as MarketCode, pricePrecision: 7 }), {
    rejection: 'invalid_definition',
  })
  assert.deepEqual(run(state, { ...market, pricePrecision: 1 }), { rejection: 'invalid_definition' })
  assert.ok('events' in run(state, { ...market, priceMin: 5 as Ticks }))
})
