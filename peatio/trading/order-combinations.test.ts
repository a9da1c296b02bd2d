import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useTradedScene, type Ask } from './traded-scene.ts'

const { place, post, engine } = useTradedScene()
const sell = { side: 'sell', volume: '0.1' }
const buy = { side: 'buy', volume: '0.1' }

const together: [what: string, ask: Ask, ...keys: string[]][] = [
  ['a stop on a limit order', { ...buy, price: '90', stop_price: '95' }, 'redundant_stop_price'],
  ['a trail on a limit order', { ...buy, price: '90', trailing_offset: '5' }, 'redundant_trailing_offset'],
  ['a stop without its price', { ...sell, ord_type: 'stop_limit', price: '94' }, 'missing_stop_price'],
  ['a stop-limit without a limit', { ...sell, ord_type: 'stop_limit', stop_price: '94' }, 'missing_price'],
  [
    'a price of a stop-market',
    { ...sell, ord_type: 'stop_market', stop_price: '94', price: '9' },
    'market_order_price',
  ],
  ['a trail without an offset', { ...sell, ord_type: 'trailing_stop' }, 'missing_trailing_offset'],
  ['both volumes', { ...buy, ord_type: 'market', quote_volume: '10' }, 'redundant_quote_volume'],
  ['no volume', { side: 'buy', ord_type: 'market' }, 'missing_volume'],
  ['a limit order by quote', { ...buy, price: '90', quote_volume: '10' }, 'redundant_quote_volume'],
  [
    'a hidden market order',
    { ...buy, ord_type: 'market', display_volume: '0.01' },
    'redundant_display_volume',
  ],
  ['a post-only market order', { ...buy, ord_type: 'market', post_only: true }, 'redundant_post_only'],
  ['a protected limit order', { ...buy, price: '90', protection_price: '91' }, 'redundant_protection_price'],
  ['gtd for ever', { ...buy, price: '90', time_in_force: 'gtd' }, 'missing_expires_at'],
  ['gtc until', { ...buy, price: '90', expires_at: 1_900_000_000 }, 'redundant_expires_at'],
  [
    'an expiry in the past',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1 },
    'invalid_expires_at',
  ],
  [
    'an expiry of 1e20',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1e20 },
    'non_integer_expires_at',
  ],
  [
    'an expiry beyond time',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1e13 },
    'invalid_expires_at',
  ],
  ['fok for a market order', { ...buy, ord_type: 'market', time_in_force: 'fok' }, 'invalid_combination'],
  ['an unknown force', { ...buy, price: '90', time_in_force: 'day' }, 'invalid_time_in_force'],
  ['post-only ioc', { ...buy, price: '90', time_in_force: 'ioc', post_only: true }, 'invalid_combination'],
  ['all of it visible', { ...buy, price: '90', display_volume: '0.1' }, 'invalid_display_volume'],
  [
    'an unknown prevention',
    { ...buy, price: '90', self_trade_prevention: 'none' },
    'invalid_self_trade_prevention',
  ],
  ['post-only that would take', { ...buy, price: '120', post_only: true }, 'would_take'],
  [
    'a sell stop above the market',
    { ...sell, ord_type: 'stop_market', stop_price: '101' },
    'invalid_stop_price',
  ],
  [
    'a trail below zero',
    { ...sell, ord_type: 'trailing_stop', trailing_offset: '100' },
    'invalid_trailing_offset',
  ],
  [
    'an unprotected stop to buy',
    { ...buy, ord_type: 'stop_market', stop_price: '105' },
    'invalid_combination',
  ],
  [
    'too precise a stop',
    { ...sell, ord_type: 'stop_market', stop_price: '95.001' },
    'invalid_volume_or_price',
  ],
  [
    'too precise a budget',
    { side: 'buy', ord_type: 'market', quote_volume: '0.0000001' },
    'invalid_volume_or_price',
  ],
  [
    'many at once',
    { side: 'buy', ord_type: 'stop_limit', volume: '0', stop_price: 'x', post_only: 7 },
    'non_positive_volume',
    'missing_price',
    'invalid_post_only',
    'non_decimal_stop_price',
  ],
]

test('fields that do not go together are refused by name, and nothing is held', async () => {
  await place('bob', { side: 'sell', volume: '0.1', price: '110' })
  const hash = async () => (await engine().read({ kind: 'state_hash' })).result
  const before = await hash()
  for (const [what, ask, ...keys] of together) {
    const reply = await post('alice', '', { market: 'btcusd', ...ask })
    const errors = keys.map((key) => `market.order.${key}`)
    assert.deepEqual(reply, { status: 422, body: { errors } }, what)
  }
  assert.equal(await hash(), before)
})
