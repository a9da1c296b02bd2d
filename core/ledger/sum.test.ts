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
  house,
  post,
  postHeld,
  postHeldLess,
  release,
  restoreLine,
  Step,
} from './index.ts'
import { limbsEach, putLess, putSum, reaches, readSum, takeSum, writeSum, type Limbs } from './limbs.ts'

const edges = [0n, 1n, 10n ** 15n - 1n, 10n ** 15n, 10n ** 30n - 1n, 10n ** 30n, 10n ** 38n - 1n]
const sum = fc.oneof(fc.constantFrom(...edges), fc.bigInt(0n, 10n ** 38n - 1n), fc.bigInt(0n, 10n ** 16n))

/** A sum with a neighbour on either side that nobody may touch. */
const from = limbsEach
const written = (sum: bigint): Limbs => {
  const limbs = new Float64Array(3 * limbsEach).fill(7)
  writeSum(limbs, from, sum)
  return limbs
}
const alone = (sum: bigint): Limbs => written(sum).slice(from, from + limbsEach)
const neighbours = (limbs: Limbs) => [...limbs.slice(0, from), ...limbs.slice(from + limbsEach)]

test('limbs add, take and compare as bigints do, and leave their neighbours alone', () => {
  fc.assert(
    fc.property(sum, sum, (a, b) => {
      const limbs = written(a)
      const other = alone(b)
      assert.equal(readSum(limbs, from), a)
      assert.equal(reaches(limbs, from, other), a >= b)
      putSum(limbs, from, other)
      assert.equal(readSum(limbs, from), a + b)
      assert.deepEqual(limbs, written(a + b), 'every carry is carried')
      assert.ok(takeSum(limbs, from, other, false))
      assert.equal(readSum(limbs, from), a)
      assert.deepEqual(limbs, written(a))
      assert.equal(takeSum(limbs, from, other, false), a >= b)
      assert.equal(readSum(limbs, from), a >= b ? a - b : a, 'what is refused changes nothing')
      assert.deepEqual(neighbours(limbs), [7, 7, 7, 7, 7, 7])
    }),
  )
})

test('limbs that may run negative come back', () => {
  fc.assert(
    fc.property(sum, sum, (a, b) => {
      const limbs = written(a)
      assert.ok(takeSum(limbs, from, alone(b), true))
      assert.equal(readSum(limbs, from), a - b)
      putSum(limbs, from, alone(b))
      assert.equal(readSum(limbs, from), a)
    }),
  )
})

test('limbs take a sum less another in one go, and refuse less than nothing', () => {
  fc.assert(
    fc.property(sum, sum, sum, (a, b, c) => {
      const limbs = written(a)
      assert.equal(putLess(limbs, from, alone(b), alone(c)), b >= c)
      assert.equal(readSum(limbs, from), b >= c ? a + b - c : a, 'what is refused changes nothing')
      assert.deepEqual(limbs, written(b >= c ? a + b - c : a), 'every carry is carried, up and down')
    }),
  )
})

test('a fee out of what is received goes to the house, and nothing is lost on the way', () => {
  const ledger = createLedger()
  const btc = 'btc' as AssetCode
  const [adas, bobs] = [
    balanceOf(ledger, 'IDADA' as AccountId, btc),
    balanceOf(ledger, 'IDBOB' as AccountId, btc),
  ]
  const income = balanceOf(ledger, house.feeIncome, btc)
  restoreLine(adas, 10n ** 20n, (10n ** 20n) as Amount)
  const [gross, fee] = [new Step(12), new Step(6)]
  postHeldLess(adas, bobs, income, gross.of(9_000), fee.of(9_000 * 2_000))
  assert.deepEqual([adas.held, adas.available], [10n ** 20n - 9n * 10n ** 15n, 0n])
  assert.deepEqual([bobs.available, income.available], [8_982n * 10n ** 12n, 18n * 10n ** 12n])
  assert.throws(() => postHeldLess(adas, bobs, income, gross.of(1), fee.of(1_000_001)), /fee never exceeds/)
  assert.throws(() => postHeldLess(bobs, adas, income, gross.of(1), fee.of(1)), /never exceeds the hold/)
})

test('a count of steps is the same sum as its bigint, for every step', () => {
  const count = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.bigInt(0n, 10n ** 20n))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18 }), count, count, (power, first, second) => {
      const step = new Step(power)
      for (const each of [first, second]) {
        assert.equal(readSum(step.of(each), 0), BigInt(each) * 10n ** BigInt(power))
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
