import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compact, dateTimeText, decimal, decimalText, directionOf, typedDecimal, unitsOf } from './format.ts'

test('a decimal string keeps all of its digits', () => {
  assert.equal(unitsOf('12345678901234567890.123456789012345678'), 12345678901234567890123456789012345678n)
  assert.equal(unitsOf('-0.5'), -500000000000000000n)
  assert.equal(unitsOf('5.'), 5000000000000000000n)
  for (const bad of ['', '1e5', 'NaN', '1,000', '.5', undefined, null]) assert.equal(unitsOf(bad), undefined)
})

test('a shown balance is cut, never rounded up', () => {
  assert.equal(decimal('0.999999', 2), '0.99')
  assert.equal(decimal('1234567.891', 2), '1,234,567.89')
  assert.equal(decimal('1234.5', 4, { grouped: false }), '1234.5000')
  assert.equal(decimal('1234.500', 8, { trimmed: true }), '1,234.5')
  assert.equal(decimal('7', 0), '7')
  assert.equal(decimal('nonsense', 2), '–')
})

test('a negative sum that is cut to zero has no sign', () => {
  assert.equal(decimalText(-1n, 2), '0.00')
  assert.equal(decimal('-12.345', 2), '-12.34')
})

test('short forms keep three to four figures', () => {
  assert.equal(compact('999.5'), '999.50')
  assert.equal(compact('1234.9'), '1,234')
  assert.equal(compact('45678'), '45.67K')
  assert.equal(compact('345678'), '345.6K')
  assert.equal(compact('78900000'), '78.90M')
  assert.equal(compact('0.00012'), '0.00012')
  assert.equal(compact('0'), '0')
})

test('the direction of a change', () => {
  assert.equal(directionOf('+1.23%'), 1)
  assert.equal(directionOf('-0.01%'), -1)
  assert.equal(directionOf('+0.00%'), 0)
  assert.equal(directionOf('-0.00%'), 0)
})

test('a time that is none is a dash', () => {
  assert.equal(dateTimeText('not a time'), '–')
  assert.match(dateTimeText('2021-06-11T08:56:37Z'), /^2021-06-1\d \d\d:\d\d:37$/)
})

test('what is typed is a number as soon as it says one, and a shown price can be pasted', () => {
  assert.equal(typedDecimal('.5'), '0.5')
  assert.equal(unitsOf(typedDecimal(',5')), unitsOf('0.5'))
  assert.equal(typedDecimal('1,5'), '1.5')
  assert.equal(typedDecimal('64,005.69'), '64005.69')
  assert.equal(typedDecimal(' 1 234.5'), '1234.5')
  for (const half of ['', '5', '5.', '0.']) assert.equal(typedDecimal(half), half)
  for (const bad of ['x', '1.2.3', '-1', '1,2,3', '1e5']) assert.equal(typedDecimal(bad), undefined)
})
