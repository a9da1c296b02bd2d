import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candle } from '../api/wire.ts'
import { applyCandle, mergeCandles, mergeNewest } from './candles.ts'

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

test('an answer that the stream has overtaken does not bring an older candle back', () => {
  const told: Candle = [60, 1, 2, 0.5, 1.8, 12]
  assert.deepEqual(mergeCandles([told], [[60, 1, 2, 0.5, 1.5, 10]]), [told])
  assert.deepEqual(mergeCandles([told], [[60, 1, 3, 0.5, 2.5, 13]]), [[60, 1, 3, 0.5, 2.5, 13]])
})

test('a loss longer than a page leaves no hole in the chart', () => {
  const chart = [candle(60, 1), candle(120, 2)]
  const running = candle(600, 6)
  const page = [candle(480, 4), candle(540, 5), running]
  assert.deepEqual(mergeNewest([...chart, running], page, 60), page)
  // What reaches up to the page, or into it, stays.
  const near = [candle(360, 2), candle(420, 3)]
  assert.deepEqual(mergeNewest([...near, running], page, 60), [...near, ...page])
  assert.deepEqual(mergeNewest([...near, candle(480, 4)], page, 60), [...near, ...page])
  assert.deepEqual(mergeNewest(chart, [], 60), chart)
})
