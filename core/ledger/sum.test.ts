import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { times, type AccountId, type Amount, type AssetCode } from '../units/index.ts'
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
  postLess,
  release,
  restoreLine,
  Step,
} from './index.ts'
import { limbsEach, putSum, reaches, readSum, takeSum, writeSum, type Limbs } from './limbs.ts'
import { has, put, putLess, take } from './sum.ts'

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

const count = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.bigInt(0n, 10n ** 20n))

test('pots take a count of steps, less some of its millionths, in one go', () => {
  fc.assert(
    fc.property(
      sum,
      count,
      fc.integer({ min: 6, max: 18 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (a, b, power, ppm) => {
        const [limbs, step] = [written(a), new Step(power)]
        const fee = times(b, ppm)
        putLess(limbs, from, b, step, fee)
        const whole = BigInt(b) * step.unit
        const expected = a + whole - (whole * BigInt(ppm)) / 1_000_000n
        assert.deepEqual(limbs, written(expected), 'every carry is carried, up and down')
        put(limbs, from, fee, step.millionth)
        assert.equal(readSum(limbs, from), a + whole)
        assert.ok(has(limbs, from, b, step) && take(limbs, from, b, step))
        assert.equal(readSum(limbs, from), a)
        assert.equal(take(limbs, from, b, step), a >= whole)
        assert.deepEqual(neighbours(limbs), [7, 7, 7, 7, 7, 7])
      },
    ),
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
  const step = new Step(12)
  postHeldLess(adas, bobs, income, 9_000, step, 2_000)
  assert.deepEqual([adas.held, adas.available], [10n ** 20n - 9n * 10n ** 15n, 0n])
  assert.deepEqual([bobs.available, income.available], [8_982n * 10n ** 12n, 18n * 10n ** 12n])
  assert.throws(() => postHeldLess(adas, bobs, income, 1, step, 1_000_001), /fee never exceeds/)
  assert.throws(() => postHeldLess(adas, bobs, income, 1, step, -1), /fee never exceeds/)
  assert.throws(() => postHeldLess(adas, bobs, income, 1, new Step(5), 1), /counted in whole units/)
  assert.throws(() => postHeldLess(bobs, adas, income, 1, step, 1), /never exceeds the hold/)
  assert.equal(adas.held, 10n ** 20n - 9n * 10n ** 15n, 'what is refused changes nothing')
})

test('who pays at once pays out of what is available, with such a fee', () => {
  const ledger = createLedger()
  const btc = 'btc' as AssetCode
  const [adas, bobs] = [
    balanceOf(ledger, 'IDADA' as AccountId, btc),
    balanceOf(ledger, 'IDBOB' as AccountId, btc),
  ]
  const income = balanceOf(ledger, house.feeIncome, btc)
  restoreLine(adas, 10n ** 20n, 10n as Amount)
  postLess(adas, bobs, income, 9_000, new Step(12), 2_000)
  assert.deepEqual([adas.held, adas.posted], [10n, 10n ** 20n - 9n * 10n ** 15n])
  assert.deepEqual([bobs.available, income.available], [8_982n * 10n ** 12n, 18n * 10n ** 12n])
  postLess(bobs, adas, income, 8_982n, new Step(12), 0)
  assert.deepEqual([bobs.available, income.available], [0n, 18n * 10n ** 12n], 'or without one')
  assert.throws(() => postLess(bobs, adas, income, 1, new Step(12), 1), /only available funds/)
})

test('a count of steps is the same sum as its bigint, for every step', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18 }), count, (power, each) => {
      const step = new Step(power)
      const limbs = written(0n)
      put(limbs, from, each, step)
      assert.deepEqual(limbs, written(BigInt(each) * 10n ** BigInt(power)))
      assert.equal(step.amountOf(each), BigInt(each) * 10n ** BigInt(power))
    }),
  )
})

/** Sums at which a limb is full, or a few more or less: what is drawn at large hardly ever crosses one. */
const atCarry = fc
  .tuple(
    fc.constantFrom(10n ** 15n, 7n * 10n ** 15n, 10n ** 30n, 10n ** 30n + 10n ** 15n, 3n * 10n ** 30n),
    fc.bigInt(-2n, 2n),
  )
  .map(([full, more]) => full + more)
const few = fc.oneof(fc.nat({ max: 1_000 }), fc.nat(), fc.maxSafeNat())
const steps = fc.integer({ min: 0, max: 14 }).map((power) => new Step(power))
const least = (sum: bigint): bigint => (sum < 0n ? 0n : sum)

test('a count that crosses a limb carries into the next, however full that is, and borrows on its way back', () => {
  const crosses = (after: bigint, each: number, step: Step) => {
    const whole = BigInt(each) * step.unit
    const before = least(after - whole)
    const limbs = written(before)
    put(limbs, from, each, step)
    assert.deepEqual(limbs, written(before + whole))
    assert.ok(has(limbs, from, each, step) && take(limbs, from, each, step))
    assert.deepEqual(limbs, written(before))
    assert.equal(has(limbs, from, each, step), before >= whole)
    assert.equal(take(limbs, from, each, step), before >= whole)
    assert.deepEqual(limbs, written(before >= whole ? before - whole : before))
  }
  fc.assert(fc.property(atCarry, few, steps, crosses), { numRuns: 1_000 })
})

test('so does a count less some of its millionths', () => {
  const crosses = (after: bigint, each: number, power: number, ppm: number) => {
    const step = new Step(power)
    const whole = BigInt(each) * step.unit
    const put = whole - (whole * BigInt(ppm)) / 1_000_000n
    const before = least(after - put)
    const limbs = written(before)
    putLess(limbs, from, each, step, times(each, ppm))
    assert.deepEqual(limbs, written(before + put))
  }
  const ppm = fc.oneof(fc.constantFrom(0, 1, 1_000, 2_000, 1_000_000), fc.nat({ max: 1_000_000 }))
  fc.assert(fc.property(atCarry, few, fc.integer({ min: 6, max: 14 }), ppm, crosses), { numRuns: 1_000 })
})

test('the verbs move counts and bigints alike', () => {
  const [ada, bob, btc] = ['IDADA' as AccountId, 'IDBOB' as AccountId, 'btc' as AssetCode]
  const ledger = createLedger()
  const [adas, bobs] = [balanceOf(ledger, ada, btc), balanceOf(ledger, bob, btc)]
  restoreLine(adas, 10n ** 37n, 5n as Amount)
  const step = new Step(12)
  assert.ok(covers(adas, 10n ** 24n, step) && !covers(adas, 10n ** 25n, step))
  hold(adas, 7, step)
  postHeld(adas, bobs, 6, step)
  release(adas, 1, step)
  post(bobs, adas, 2, step)
  assert.deepEqual([adas.posted, adas.held], [10n ** 37n - 4n * 10n ** 12n, 5n])
  assert.deepEqual([bobs.posted, available(bobs)], [4n * 10n ** 12n, 4n * 10n ** 12n])
  assert.throws(() => post(bobs, adas, 5, step), /only available funds/)
  assert.throws(() => hold(bobs, -1n as Amount), /never negative/)
})
