import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrangeMarkets, quotesOf, type Arrangement } from './arrange.ts'

const market = (base: string, quote: string) => ({
  id: base + quote,
  name: `${base}/${quote}`.toUpperCase(),
  quote_unit: quote,
})
const ticker = (last: string, change: string, volume: string) => ({
  last,
  volume,
  price_change_percent: change,
})

const markets = [market('btc', 'usdt'), market('eth', 'usdt'), market('eth', 'btc')]
const tickers = {
  btcusdt: ticker('60000.0', '-1.20%', '9.0'),
  ethusdt: ticker('3000.0', '+10.00%', '10000000000000000000.5'),
  ethbtc: ticker('0.05', '+2.00%', '100.0'),
}
const known = { favourites: ['ethbtc'], tickers }
const plain: Arrangement = { search: '', group: 'all', sort: 'name', descending: false }
const ids = (wanted: Partial<Arrangement>) =>
  arrangeMarkets(markets, { ...plain, ...wanted }, known).map((m) => m.id)

test('search ignores case and the slash', () => {
  assert.deepEqual(ids({ search: 'eth/U' }), ['ethusdt'])
  assert.deepEqual(ids({ search: 'USDT' }), ['btcusdt', 'ethusdt'])
  assert.deepEqual(ids({ search: 'doge' }), [])
})

test('a group keeps one quote asset, or the favourites', () => {
  assert.deepEqual(ids({ group: 'btc' }), ['ethbtc'])
  assert.deepEqual(ids({ group: 'favourites' }), ['ethbtc'])
})

test('values are compared as numbers, not as text', () => {
  assert.deepEqual(ids({ sort: 'change', descending: true }), ['ethusdt', 'ethbtc', 'btcusdt'])
  assert.deepEqual(ids({ sort: 'volume', descending: true }), ['ethusdt', 'ethbtc', 'btcusdt'])
  assert.deepEqual(ids({ sort: 'last', descending: false }), ['ethbtc', 'ethusdt', 'btcusdt'])
})

test('quote assets are told once each', () => {
  assert.deepEqual(quotesOf(markets), ['usdt', 'btc'])
})
