import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountMax, type Amount, type AssetCode, type MarketCode, type Ppm } from '../units/index.ts'
import { ada, bookScene, btc, btcusdt, said, usdt } from './books-scene.ts'
import type { DefineAsset, DefineMarket, SetTradingFee } from './index.ts'

const most = 10 ** 15

const asset = (change: object): DefineAsset => ({
  kind: 'define_asset',
  asset: 'eth' as AssetCode,
  type: 'coin',
  precision: 8,
  ...change,
})

const market = (change: object): DefineMarket =>
  ({
    kind: 'define_market',
    market: 'usdtbtc' as MarketCode,
    base: usdt,
    quote: btc,
    pricePrecision: 6,
    amountPrecision: 6,
    priceMin: 1,
    priceMax: 0,
    quantityMin: 1,
    status: 'open',
    ...change,
  }) as DefineMarket

const fee = (change: object): SetTradingFee => ({
  kind: 'set_trading_fee',
  group: 'vip-1',
  market: 'any',
  makerFee: 0 as Ppm,
  takerFee: 0 as Ppm,
  ...change,
})

/** Longest and strangest codes, and what is none. */
const codes: readonly string[] = ['a', '7', 'usdt.e_2-x', 'a'.repeat(20)]
const noCodes: readonly string[] = [
  '',
  'BTC',
  '.a',
  '-a',
  '_a',
  'a b',
  'a'.repeat(21),
  'a\n',
  'é',
  ' a',
  'a ',
]

for (const code of codes) {
  test(`${code} is a code, of an asset and of a market`, () => {
    assert.equal(said(bookScene(), asset({ asset: code })), '-')
    assert.equal(said(bookScene(), market({ market: code })), '-')
  })
}

for (const code of noCodes) {
  test(`${JSON.stringify(code)} is no code, neither of an asset nor of a market`, () => {
    assert.equal(said(bookScene(), asset({ asset: code })), 'invalid_definition')
    assert.equal(said(bookScene(), market({ market: code })), 'invalid_definition')
  })
}

test('an asset keeps its type, and its precision is raised, never lowered', () => {
  const state = bookScene()
  for (const precision of [0, 18]) assert.equal(said(bookScene(), asset({ precision })), '-')
  for (const precision of [-1, 19, 0.5, NaN])
    assert.equal(said(state, asset({ precision })), 'invalid_definition')
  assert.equal(said(state, asset({})), '-')
  assert.equal(said(state, asset({})), '-', 'what is already so may be told again')
  assert.equal(said(state, asset({ precision: 9 })), '-')
  assert.equal(said(state, asset({ precision: 8 })), 'invalid_definition')
  assert.equal(said(state, asset({ type: 'fiat', precision: 9 })), 'invalid_definition')
})

const markets: readonly [what: string, change: object, answer: string][] = [
  ['an unknown base', { base: 'eth' }, 'unknown_asset'],
  ['an unknown quote', { quote: 'eth' }, 'unknown_asset'],
  ['one asset on both sides', { base: btc }, 'invalid_definition'],
  ['prices of twelve digits', { pricePrecision: 12, amountPrecision: 0 }, '-'],
  ['quantities of twelve digits', { pricePrecision: 0, amountPrecision: 12 }, '-'],
  ['thirteen digits in all', { pricePrecision: 7, amountPrecision: 6 }, 'invalid_definition'],
  ['prices of less than no digits', { pricePrecision: -1, amountPrecision: 12 }, 'invalid_definition'],
  ['quantities of less than no digits', { pricePrecision: 12, amountPrecision: -1 }, 'invalid_definition'],
  ['prices of half a digit', { pricePrecision: 0.5 }, 'invalid_definition'],
  ['quantities of half a digit', { amountPrecision: 0.5 }, 'invalid_definition'],
  [
    'prices of thirteen digits, made up for',
    { pricePrecision: 13, amountPrecision: -1 },
    'invalid_definition',
  ],
  [
    'quantities of thirteen digits, made up for',
    { pricePrecision: -1, amountPrecision: 13 },
    'invalid_definition',
  ],
  ['a least price of nothing', { priceMin: 0 }, 'invalid_definition'],
  ['the highest least price', { priceMin: most }, '-'],
  ['a least price beyond it', { priceMin: most + 1 }, 'invalid_definition'],
  ['a single price', { priceMin: 5, priceMax: 5 }, '-'],
  ['a highest price below the least', { priceMin: 5, priceMax: 4 }, 'invalid_definition'],
  ['the highest price', { priceMax: most }, '-'],
  ['a price beyond the highest', { priceMax: most + 1 }, 'invalid_definition'],
  ['a highest price below zero', { priceMax: -1 }, 'invalid_definition'],
  ['a least quantity of nothing', { quantityMin: 0 }, 'invalid_definition'],
  ['the largest least quantity', { quantityMin: most }, '-'],
  ['a least quantity beyond it', { quantityMin: most + 1 }, 'invalid_definition'],
  ['a single quantity', { quantityMin: 5, quantityMax: 5 }, '-'],
  ['a largest quantity below the least', { quantityMin: 5, quantityMax: 4 }, 'invalid_definition'],
  ['no largest quantity', { quantityMin: 5, quantityMax: 0 }, '-'],
  ['the largest quantity', { quantityMax: most }, '-'],
  ['a quantity beyond the largest', { quantityMax: most + 1 }, 'invalid_definition'],
  ['no band', { bandPpm: 0 }, '-'],
  ['the narrowest band', { bandPpm: 1 }, '-'],
  ['the widest band', { bandPpm: 1_000_000 }, '-'],
  ['a band beyond it', { bandPpm: 1_000_001 }, 'invalid_definition'],
  ['a band below zero', { bandPpm: -1 }, 'invalid_definition'],
  ['no least notional', { notionalMin: 0n }, '-'],
  ['the largest least notional', { notionalMin: amountMax }, '-'],
  ['a least notional beyond it', { notionalMin: (amountMax + 1n) as Amount }, 'invalid_definition'],
  ['a least notional below zero', { notionalMin: -1n }, 'invalid_definition'],
]

for (const [what, change, answer] of markets) {
  test(`a market with ${what}: ${answer === '-' ? 'defined' : answer}`, () => {
    const state = bookScene()
    assert.equal(said(state, market(change)), answer)
    assert.equal(state.markets.has('usdtbtc' as MarketCode), answer === '-')
  })
}

test('what a resting order is counted in stays as it is; limits and status may be told anew', () => {
  const state = bookScene()
  const told = market({ market: btcusdt, base: btc, quote: usdt, pricePrecision: 2 })
  assert.equal(said(state, told), '-')
  assert.equal(said(state, { ...told, base: usdt, quote: btc }), 'invalid_definition')
  assert.equal(said(state, asset({ asset: 'eth' })), '-')
  assert.equal(said(state, { ...told, base: 'eth' as AssetCode }), 'invalid_definition')
  assert.equal(said(state, { ...told, quote: 'eth' as AssetCode }), 'invalid_definition')
  assert.equal(said(state, { ...told, pricePrecision: 3 }), 'invalid_definition')
  assert.equal(said(state, { ...told, amountPrecision: 5 }), 'invalid_definition')
  assert.equal(said(state, market({ ...told, priceMax: 9, status: 'halted', bandPpm: 5 })), '-')
  const { definition, limits, status } = state.markets.get(btcusdt)!
  assert.deepEqual([definition.priceMax, limits.bandPpm, status], [9, 5, 'halted'])
})

const fees: readonly [what: string, change: object, answer: string][] = [
  ['of a market that is not there', { market: 'ethusdt' }, 'unknown_market'],
  ['of one market', { market: btcusdt }, '-'],
  ['of a group with the longest name', { group: `${'a'.repeat(30)}_9` }, '-'],
  ['of a group with a longer name', { group: 'a'.repeat(33) }, 'invalid_definition'],
  ['of a group without a name', { group: '' }, 'invalid_definition'],
  ['of a group that shouts', { group: 'VIP' }, 'invalid_definition'],
  ['of a group with a second line', { group: 'vip\n1' }, 'invalid_definition'],
  ['of one half', { makerFee: 500_000, takerFee: 500_000 }, '-'],
  ['of more than one half for a maker', { makerFee: 500_001 }, 'invalid_definition'],
  ['of more than one half for a taker', { takerFee: 500_001 }, 'invalid_definition'],
  ['below zero for a taker', { takerFee: -1 }, 'invalid_definition'],
  ['of half a millionth', { makerFee: 0.5 }, 'invalid_definition'],
  ['that gives the maker what a taker pays', { makerFee: -2_000, takerFee: 2_000 }, '-'],
  ['that gives the maker more', { makerFee: -2_001, takerFee: 2_001 }, 'invalid_definition'],
]

for (const [what, change, answer] of fees) {
  test(`a fee ${what}: ${answer === '-' ? 'set' : answer}`, () => {
    assert.equal(said(bookScene(), fee(change)), answer)
  })
}

test('a fee that nobody has set cannot be deleted', () => {
  const state = bookScene()
  const gone = { kind: 'delete_trading_fee', group: 'vip-1', market: btcusdt } as const
  assert.equal(said(state, gone), 'invalid_definition')
  assert.equal(said(state, fee({ market: btcusdt })), '-')
  assert.equal(said(state, { ...gone, market: 'any' }), 'invalid_definition')
  assert.equal(said(state, gone), '-')
  assert.equal(said(state, gone), 'invalid_definition')
})

test('a user is in a group of any name that could have a fee', () => {
  const state = bookScene()
  const join = (group: string) => said(state, { kind: 'set_user_group', account: ada, group })
  for (const group of ['a', 'vip-1', 'a_9', 'a'.repeat(32)]) assert.equal(join(group), '-')
  for (const group of ['', 'VIP', 'a b', 'a'.repeat(33), 'vip ', ' vip'])
    assert.equal(join(group), 'invalid_definition', group)
})

test('a definition that keeps the status opens no market that was halted meanwhile, and one that says it does', () => {
  const state = bookScene()
  const again = { ...state.markets.get(btcusdt)!.definition, status: 'open' } as const
  said(state, { kind: 'set_market_status', market: btcusdt, status: 'halted', reason: 'test' })
  assert.equal(said(state, { ...again, keepsStatus: true }), '-')
  assert.deepEqual(
    [state.markets.get(btcusdt)!.status, state.markets.get(btcusdt)!.definition.status],
    ['halted', 'halted'],
  )
  assert.equal(said(state, again), '-')
  assert.equal(state.markets.get(btcusdt)!.status, 'open')
  const fresh = market({ status: 'halted', keepsStatus: true })
  assert.equal(said(state, fresh), '-')
  assert.equal(state.markets.get(fresh.market)!.status, 'halted', 'a new market has none yet')
})
