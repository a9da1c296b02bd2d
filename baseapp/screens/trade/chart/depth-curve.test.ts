import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unitsOf } from '../../../../web/kit/format.ts'
import { depthCurve, depthRange, pointAt } from './depth-curve.ts'

const u = (text: string) => unitsOf(text)!
const level = (price: string, quantity: string) => ({ price: u(price), quantity: u(quantity) })
const asks = [level('101', '1'), level('102', '2'), level('200', '4')]
const bids = [level('99', '1'), level('98', '3')]

test('the curve sums outward and ends at the limit', () => {
  assert.deepEqual(
    depthCurve(asks, u('102'), 1).map((point) => [point.price, point.sum]),
    [
      [101, 1],
      [102, 3],
    ],
  )
  assert.deepEqual(
    depthCurve(bids, u('98'), -1).map((point) => [point.price, point.sum]),
    [
      [99, 1],
      [98, 4],
    ],
  )
})

test('the range is even around the middle and at most a tenth wide', () => {
  assert.deepEqual(depthRange(asks, bids), { low: u('90'), high: u('110') })
  assert.deepEqual(depthRange(asks.slice(0, 2), bids), { low: u('98'), high: u('102') })
  assert.equal(depthRange(asks, []), undefined)
})

test('pointing at a price tells what rests up to it', () => {
  const points = depthCurve(asks, u('300'), 1)
  assert.equal(pointAt(points, 150, 1)?.sum, 3)
  assert.equal(pointAt(points, 100, 1), undefined)
})
