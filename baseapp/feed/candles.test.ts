import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candle } from '../api/wire.ts'
import { applyCandle, mergeCandles } from './candles.ts'

const candle = (time: number, close: number): Candle => [time, 1, 2, 0.5, close, 10]

test('the current candle is replaced and a new one is appended', () => {
  const first = applyCandle([], candle(60, 1))
  const moved = applyCandle(first, candle(60, 1.5))
  assert.deepEqual(moved, [candle(60, 1.5)])
  assert.deepEqual(applyCandle(moved, candle(120, 1.6)), [candle(60, 1.5), candle(120, 1.6)])
})

test('a candle that is repeated, late or no candle changes nothing', () => {
  const chart = [candle(60, 1), candle(120, 2)]
  assert.equal(applyCandle(chart, candle(120, 2)), chart)
  assert.equal(applyCandle(chart, candle(60, 9)), chart)
  for (const bad of [null, [], [1, 2, 3], [60, 1, 2, 3, 'x', 5]]) assert.equal(applyCandle(chart, bad), chart)
})

test('older candles and a resync are merged by time, numeric strings included', () => {
  const chart = mergeCandles([candle(120, 2)], [candle(60, 1), ['120', '1', '2', '0.5', '2.5', '10']])
  assert.deepEqual(chart, [candle(60, 1), candle(120, 2.5)])
})
