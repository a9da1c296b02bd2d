import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyTickers, lastPriceOf, type Tickers } from './tickers.ts'

const ticker = (last: string) => ({ last }) as Tickers[string]

test('a message replaces the tickers it names', () => {
  const before = applyTickers({}, { btcusdt: ticker('1'), ethusdt: ticker('2') })
  const after = applyTickers(before, { btcusdt: ticker('3') })
  assert.equal(after['btcusdt']?.last, '3')
  assert.equal(after['ethusdt']?.last, '2')
  assert.equal(applyTickers(after, null), after)
})

test('a market that has never traded has no last price', () => {
  assert.equal(lastPriceOf(ticker('0.0')), undefined)
  assert.equal(lastPriceOf(undefined), undefined)
  assert.equal(lastPriceOf(ticker('0.0001')), '0.0001')
})
