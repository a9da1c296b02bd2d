import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { plus, times } from './index.ts'

const whole = fc.oneof(fc.nat(), fc.maxSafeNat())

test('products and sums never round, and stay numbers while that is safe', () => {
  fc.assert(
    fc.property(whole, whole, whole, (a, b, c) => {
      const product = times(a, b)
      assert.equal(BigInt(product), BigInt(a) * BigInt(b))
      assert.equal(typeof product === 'number', BigInt(a) * BigInt(b) <= BigInt(Number.MAX_SAFE_INTEGER))
      assert.equal(BigInt(times(product, c)), BigInt(a) * BigInt(b) * BigInt(c))
      assert.equal(BigInt(plus(product, c)), BigInt(a) * BigInt(b) + BigInt(c))
      assert.equal(BigInt(plus(a, c)), BigInt(a) + BigInt(c))
      const sum = BigInt(a) + BigInt(c)
      assert.equal(typeof plus(a, c) === 'number', sum <= BigInt(Number.MAX_SAFE_INTEGER))
    }),
  )
})

test('the largest safe number is still a number, the next count is a bigint', () => {
  const most = Number.MAX_SAFE_INTEGER
  assert.deepEqual([plus(most - 1, 1), plus(most, 1)], [most, BigInt(most) + 1n])
  assert.deepEqual([times(most, 1), times(most, 2)], [most, BigInt(most) * 2n])
  assert.deepEqual([plus(5, BigInt(most)), plus(BigInt(most), 5)], [BigInt(most) + 5n, BigInt(most) + 5n])
})
