import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sparklinePoints } from './sparkline-points.ts'

const box = { width: 104, height: 24 }

test('the lowest value lies at the bottom, the highest at the top, time runs right', () => {
  assert.equal(sparklinePoints([10, 30, 20], box), '2.0,22.0 52.0,2.0 102.0,12.0')
})

test('a price that never moved is a line in the middle', () => {
  assert.equal(sparklinePoints([5, 5], box), '2.0,12.0 102.0,12.0')
})

test('one value is a level line, none is no line', () => {
  assert.equal(sparklinePoints([5], box), '2.0,12.0 102.0,12.0')
  assert.equal(sparklinePoints([], box), '')
})
