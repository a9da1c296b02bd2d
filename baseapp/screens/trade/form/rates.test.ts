import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ratesFor } from './rates.ts'

const fee = (group: string, market_id: string, taker: string) => ({ group, market_id, maker: '0.001', taker })
const fees = [fee('vip', 'btcusdt', '0.0001'), fee('any', 'any', '0.002'), fee('any', 'btcusdt', '0.0015')]

test('the rates of the market go before those of all markets, and other groups do not count', () => {
  assert.equal(ratesFor('btcusdt', fees)?.taker, 1_500_000_000_000_000n)
  assert.equal(ratesFor('ethusdt', fees)?.taker, 2_000_000_000_000_000n)
})

test('without a rate nothing is promised', () => {
  assert.equal(ratesFor('btcusdt', [fees[0]!]), undefined)
  assert.equal(ratesFor('btcusdt', []), undefined)
})
