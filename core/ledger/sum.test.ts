import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { AccountId, Amount, AssetCode } from '../units/index.ts'
import {
  available,
  balanceOf,
  covers,
  createLedger,
  hold,
  post,
  postHeld,
  release,
  restoreLine,
  Step,
} from './index.ts'
import { Limbs } from './limbs.ts'

const edges = [
  0n,
  1n,
  9n * 10n ** 15n - 1n,
  9n * 10n ** 15n,
  10n ** 15n - 1n,
  10n ** 15n,
  10n ** 30n - 1n,
  10n ** 30n,
  10n ** 38n - 1n,
]
const sum = fc.oneof(fc.constantFrom(...edges), fc.bigInt(0n, 10n ** 38n - 1n), fc.bigInt(0n, 10n ** 16n))

test('limbs add, take and compare as bigints do', () => {
  fc.assert(
    fc.property(sum, sum, (a, b) => {
      const limbs = new Limbs().write(a)
      const other = new Limbs().write(b)
      assert.equal(limbs.read(), a)
      assert.equal(limbs.reaches(other), a >= b)
      assert.equal(limbs.readWith(other), a + b)
      limbs.put(other)
      assert.equal(limbs.read(), a + b)
      assert.ok(limbs.take(other, false))
      assert.equal(limbs.read(), a)
      assert.equal(limbs.take(other, false), a >= b)
      assert.equal(limbs.read(), a >= b ? a - b : a, 'what is refused changes nothing')
    }),
  )
})

test('limbs that may run negative come back', () => {
  fc.assert(
    fc.property(sum, sum, (a, b) => {
      const limbs = new Limbs().write(a)
      assert.ok(limbs.take(new Limbs().write(b), true))
      assert.equal(limbs.read(), a - b)
      assert.equal(limbs.readWith(new Limbs().write(b)), a)
      limbs.put(new Limbs().write(b))
      assert.equal(limbs.read(), a)
    }),
  )
})

test('a count of steps is the same sum as its bigint, for every step', () => {
  const count = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.bigInt(0n, 10n ** 20n))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18 }), count, count, (power, first, second) => {
      const step = new Step(power)
      for (const each of [first, second]) {
        assert.equal(step.of(each).read(), BigInt(each) * 10n ** BigInt(power))
        assert.equal(step.amountOf(each), BigInt(each) * 10n ** BigInt(power))
      }
    }),
  )
})

test('the verbs move counts and bigints alike', () => {
  const [ada, bob, btc] = ['IDADA' as AccountId, 'IDBOB' as AccountId, 'btc' as AssetCode]
  const ledger = createLedger()
  const [adas, bobs] = [balanceOf(ledger, ada, btc), balanceOf(ledger, bob, btc)]
  restoreLine(adas, 10n ** 37n, 5n as Amount)
  const step = new Step(12)
  assert.ok(covers(adas, step.of(10n ** 24n)) && !covers(adas, step.of(10n ** 25n)))
  hold(adas, step.of(7))
  postHeld(adas, bobs, step.of(6))
  release(adas, step.of(1))
  post(bobs, adas, step.of(2))
  assert.deepEqual([adas.posted, adas.held], [10n ** 37n - 4n * 10n ** 12n, 5n])
  assert.deepEqual([bobs.posted, available(bobs)], [4n * 10n ** 12n, 4n * 10n ** 12n])
  assert.throws(() => post(bobs, adas, step.of(5)), /only available funds/)
  assert.throws(() => hold(bobs, -1n as Amount), /never negative/)
})
