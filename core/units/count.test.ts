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
    }),
  )
})
