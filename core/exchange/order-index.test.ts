import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  allOpenOrders,
  createState,
  decide,
  evolveAll,
  openOrdersOf,
  restore,
  serialize,
  type Command,
  type State,
} from './index.ts'

const seed = 11
const at = 1_800_000_000_000 as TimeMs
const accounts = ['IDADA', 'IDBOB', 'IDCY'] as AccountId[]
const assets = ['btc', 'eth', 'usdt'] as AssetCode[]
const markets = ['btcusdt', 'ethusdt'] as MarketCode[]

function run(state: State, command: Command): void {
  const decision = decide(state, command, at)
  assert.ok('events' in decision, 'rejection' in decision ? decision.rejection : '')
  evolveAll(state, decision.events, at)
}

function opened(): State {
  const state = createState()
  for (const asset of assets) run(state, { kind: 'define_asset', asset, type: 'coin', precision: 8 })
  for (const [index, market] of markets.entries()) {
    run(state, {
      kind: 'define_market',
      market,
      base: assets[index]!,
      quote: assets[2]!,
      pricePrecision: 2,
      amountPrecision: 6,
      priceMin: 1 as Ticks,
      priceMax: 0,
      quantityMin: 1 as Lots,
      status: 'open',
    })
  }
  run(state, {
    kind: 'set_trading_fee',
    group: 'any',
    market: 'any',
    makerFee: ppm(1_000),
    takerFee: ppm(2_500),
  })
  for (const account of accounts) {
    for (const asset of assets) {
      const sum = 10n ** 6n * unit
      run(state, {
        kind: 'credit_deposit',
        account,
        asset,
        sum: sum as Amount,
        reference: 'test',
      })
    }
  }
  return state
}

test(`everyone finds all of his open orders, oldest first, old and young ones alike (seed ${seed})`, () => {
  let drawn = seed
  const random = (below: number) =>
    Math.floor(((drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  let state = opened()
  for (let step = 1; step <= 9_000; step++) {
    const side = random(2) === 0 ? 'buy' : 'sell'
    const order: Command = {
      kind: 'place_order',
      account: accounts[random(3)]!,
      uuid: `order-${step}`,
      market: markets[random(2)]!,
      side,
      type: 'limit',
      limit: (side === 'buy' ? 1_000 - random(50) : 990 + random(50)) as Ticks,
      quantity: (1 + random(20)) as Lots,
    }
    run(state, order)
    const drop = state.orders.get((1 + random(state.lastOrderId)) as OrderId)
    if (drop && random(2) === 0) run(state, { kind: 'cancel_order', account: drop.account, order: drop.id })
    if (step === 6_000)
      state = restore(JSON.parse(JSON.stringify(serialize(state))) as ReturnType<typeof serialize>)
    if (step % 500 !== 0) continue
    const all = allOpenOrders(state)
    for (const account of accounts) {
      const theirs = all.filter((view) => view.account === account)
      assert.deepEqual(openOrdersOf(state, account), theirs, `step ${step}`)
      const there = theirs.filter(({ market }) => market === markets[1])
      assert.deepEqual(openOrdersOf(state, account, markets[1]), there, `step ${step}`)
    }
  }
  assert.ok(state.orders.size > 200, `the stream leaves orders open (${state.orders.size})`)
  for (const account of accounts) run(state, { kind: 'cancel_orders', account, market: null, side: null })
  assert.equal(state.orders.size, 0, 'and can cancel each of them')
})

test('a journal that says another sum than the trade gives is refused', () => {
  const state = opened()
  const [ada, bob] = accounts as [AccountId, AccountId]
  const order = { kind: 'place_order', market: markets[0]!, type: 'limit', limit: 1_000 as Ticks } as const
  run(state, { ...order, account: ada, uuid: 'a', side: 'sell', quantity: 5 as Lots })
  const decision = decide(state, { ...order, account: bob, uuid: 'b', side: 'buy', quantity: 5 as Lots }, at)
  assert.ok('events' in decision)
  const [accepted, trade] = decision.events
  assert.ok(accepted && trade?.kind === 'trade' && trade.quote === 5_000n * 10n ** 10n)
  // As a journal has it: plain data that says its sums.
  const { market, takerSide, maker, taker, buyer, seller, baseAsset, quoteAsset } = trade
  const { base, quote, sellerFee, released, makerRebate } = trade
  const names = { market, takerSide, maker, taker, buyer, seller, baseAsset, quoteAsset }
  const plain = { ...trade, ...names, base, quote, sellerFee, released, makerRebate }
  const forged = { ...plain, buyerFee: 0n as typeof trade.buyerFee }
  assert.throws(() => evolveAll(state, [accepted, forged], at), /buyerFee follows from its price/)
})
