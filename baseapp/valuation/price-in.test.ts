import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unit } from '../../core/units/index.ts'
import { priceIn, valueIn, type Prices } from './price-in.ts'

const market = (base_unit: string, quote_unit: string) => ({
  id: base_unit + quote_unit,
  base_unit,
  quote_unit,
})
const prices: Prices = {
  markets: [market('btc', 'usdt'), market('eth', 'btc'), market('doge', 'eth'), market('xrp', 'usdt')],
  tickers: {
    btcusdt: { last: '60000.0' },
    ethbtc: { last: '0.05' },
    dogeeth: { last: '0.001' },
    xrpusdt: { last: '0.0' },
  },
}

test('a market between the two assets tells the price, in either direction', () => {
  assert.equal(priceIn('btc', 'usdt', prices), 60_000n * unit)
  assert.equal(priceIn('usdt', 'btc', prices), 16_666_666_666_666n)
  assert.equal(priceIn('usdt', 'usdt', prices), unit)
})

test('without a market between them, one asset between them does', () => {
  assert.equal(priceIn('eth', 'usdt', prices), 3_000n * unit)
})

test('no traded market, no price: neither two hops, nor a market without trades, nor an unknown asset', () => {
  assert.equal(priceIn('doge', 'usdt', prices), undefined)
  assert.equal(priceIn('xrp', 'usdt', prices), undefined)
  assert.equal(priceIn('usd', 'usdt', prices), undefined)
})

test('a value is cut, never rounded up', () => {
  assert.equal(valueIn(1n, 'eth', 'btc', prices), 0n)
  assert.equal(valueIn(unit / 3n, 'btc', 'usdt', prices), 19_999_999_999_999_999_980_000n)
  assert.equal(valueIn(unit, 'usd', 'usdt', prices), undefined)
})
