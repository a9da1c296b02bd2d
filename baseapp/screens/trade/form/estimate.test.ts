import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, array, bigInt, property, tuple } from 'fast-check'
import { unit } from '../../../../core/units/index.ts'
import { decimalText, unitsOf } from '../../../../web/kit/format.ts'
import { estimateMarket, quantityAtPrice, quantityFromLevels } from './estimate.ts'

const u = (text: string) => unitsOf(text)!
const level = (price: string, quantity: string) => ({ price: u(price), quantity: u(quantity) })
const text = (units: bigint) => decimalText(units, 4, { trimmed: true, grouped: false })
const asks = [level('100', '1'), level('101', '2'), level('110', '5')]

test('a market order that one level fills has no slippage', () => {
  const estimate = estimateMarket(asks, u('0.4'))!
  assert.deepEqual([text(estimate.average), text(estimate.notional), estimate.slippageBps], ['100', '40', 0])
  assert.ok(estimate.isWhole)
})

test('a deeper one pays the average of the levels it takes', () => {
  const estimate = estimateMarket(asks, u('4'))!
  assert.equal(text(estimate.notional), '412')
  assert.equal(text(estimate.average), '103')
  assert.equal(text(estimate.worst), '110')
  assert.equal(estimate.slippageBps, 300)
})

test('slippage is rounded up, and a seller loses as a buyer does', () => {
  assert.equal(estimateMarket([level('30000', '1'), level('30001', '1')], u('2'))!.slippageBps, 1)
  assert.equal(estimateMarket([level('100', '1'), level('90', '1')], u('2'))!.slippageBps, 500)
})

test('what the depth does not hold is not promised', () => {
  const estimate = estimateMarket(asks, u('100'))!
  assert.equal(estimate.isWhole, false)
  assert.equal(text(estimate.filled), '8')
  assert.equal(estimateMarket([], u('1')), undefined)
  assert.equal(estimateMarket(asks, 0n), undefined)
})

test('funds buy whole lots, and never more than they pay for', () => {
  assert.equal(text(quantityAtPrice(u('100'), u('3'), 2)), '33.33')
  assert.equal(quantityAtPrice(u('100'), 0n, 2), 0n)
  assert.equal(text(quantityFromLevels(asks, u('250'), 4)), '2.4851')
  assert.equal(text(quantityFromLevels(asks, u('1000000'), 4)), '8')
})

test('for any book, buying what the funds allow costs no more than the funds', () => {
  const levels = array(tuple(bigInt({ min: 1n, max: 10n ** 9n }), bigInt({ min: 1n, max: 10n ** 9n })), {
    minLength: 1,
    maxLength: 20,
  })
  const claim = property(levels, bigInt({ min: 0n, max: 10n ** 24n }), (pairs, funds) => {
    const book = pairs
      .map(([price, quantity]) => ({ price: price * 10n ** 12n, quantity: quantity * 10n ** 12n }))
      .sort((a, b) => (a.price < b.price ? -1 : 1))
    const quantity = quantityFromLevels(book, funds, 6)
    assert.equal(quantity % (unit / 1_000_000n), 0n)
    const estimate = estimateMarket(book, quantity)
    assert.ok(estimate === undefined || estimate.notional <= funds)
  })
  check(claim, { numRuns: 300 })
})
