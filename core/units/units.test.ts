import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, bigInt, constantFrom, integer, maxSafeInteger, property } from 'fast-check'
import {
  amount,
  amountFromDecimal,
  amountOf,
  countOf,
  decimalFromAmount,
  decimalFromCount,
  Fault,
  feeOn,
  lots,
  ppm,
  ticks,
  unit,
} from './index.ts'

test('plain decimals survive the round trip at every scale the ledger keeps', () => {
  check(
    property(bigInt({ min: 0n, max: 10n ** 38n - 1n }), (count) => {
      assert.equal(amountFromDecimal(decimalFromAmount(amount(count))), count)
    }),
  )
})

test('a whole number is written with a fraction, and zeros are trimmed', () => {
  assert.equal(decimalFromAmount(amount(5n * unit)), '5.0')
  assert.equal(decimalFromAmount(amount(0n)), '0.0')
  assert.equal(decimalFromAmount(amount(1n)), '0.000000000000000001')
  assert.equal(decimalFromAmount(-(unit / 2n)), '-0.5')
})

for (const text of [
  '',
  ' 1',
  '1 ',
  '-1',
  '+1',
  '1e3',
  '1E3',
  '.5',
  '1.',
  '0x10',
  'NaN',
  'Infinity',
  '1,5',
  '١',
  '1.0000000000000000001',
  '100000000000000000000'.padEnd(22, '0'),
  '1\n',
  '--1',
  '1.2.3',
  '1_000',
]) {
  test(`${JSON.stringify(text)} is no plain decimal`, () => assert.equal(amountFromDecimal(text), undefined))
}

test('short and long texts are read by one grammar', () => {
  const tenDigits = '0123456789'.split('')
  const characters = array(constantFrom(...tenDigits, '.', '.', '-', ' ', 'e'), { maxLength: 22 })
  const digits = array(constantFrom(...tenDigits), { maxLength: 20 })
  /** As the grammar says it, and nothing cleverer. */
  const naive = (text: string): bigint | undefined => {
    const found = /^(\d{1,20})(?:\.(\d{1,18}))?$/.exec(text)
    return found ? BigInt(found[1]! + (found[2] ?? '').padEnd(18, '0')) : undefined
  }
  const agrees = (text: string) => assert.equal(amountFromDecimal(text), naive(text), text)
  check(property(characters, (parts) => agrees(parts.join(''))))
  check(property(digits, digits, (whole, fraction) => agrees(`${whole.join('')}.${fraction.join('')}`)))
  for (const text of ['', '.', '1.', '.5', '0.5', '000.5', '1..5', '123456789012345', '1234567890.12345'])
    agrees(text)
})

test('a sum is a count of steps only if it is a whole number of them', () => {
  assert.equal(countOf(amountFromDecimal('1.23')!, 2), 123)
  assert.equal(countOf(amountFromDecimal('1.234')!, 2), undefined)
  assert.equal(countOf(amountFromDecimal('99999999999999999999')!, 6), undefined, 'beyond safe integers')
  assert.equal(amountOf(123, 2), amountFromDecimal('1.23'))
})

test('a fee never rounds: a sum that would is refused as a bug', () => {
  assert.equal(feeOn(amount(unit), ppm(2_500)), amountFromDecimal('0.0025'))
  assert.throws(() => feeOn(amount(1n), ppm(1)), /a fee never rounds/)
})

test('a count is written as its sum is, at every precision', () => {
  check(
    property(maxSafeInteger(), integer({ min: 0, max: 18 }), (count, precision) => {
      const sum = BigInt(count) * 10n ** BigInt(18 - precision)
      assert.equal(decimalFromCount(count, precision), decimalFromAmount(sum))
    }),
  )
  for (const [count, text] of [
    [0, '0.0'],
    [5, '0.05'],
    [-5, '-0.05'],
    [500, '5.0'],
  ] as const)
    assert.equal(decimalFromCount(count, 2), text)
  assert.throws(() => decimalFromCount(0.5, 2), /whole/)
})

test('money is made at the door: what is no sum, price, quantity or rate is refused as a bug', () => {
  const most = Number.MAX_SAFE_INTEGER
  assert.equal(amount(0n), 0n)
  assert.throws(() => amount(-1n), /never negative/)
  assert.deepEqual([ticks(1), ticks(most)], [1, most])
  for (const count of [0, -1, 0.5, most + 1, NaN])
    assert.throws(() => ticks(count), /price is a positive whole/)
  assert.deepEqual([lots(0), lots(most)], [0, most])
  for (const count of [-1, 0.5, most + 1, NaN]) assert.throws(() => lots(count), /quantity is a whole number/)
  assert.deepEqual([ppm(-1_000_000), ppm(0), ppm(1_000_000)], [-1_000_000, 0, 1_000_000])
  for (const rate of [1_000_001, -1_000_001, 0.5, NaN]) assert.throws(() => ppm(rate), /rate lies between/)
})

test('the largest safe count is still a count', () => {
  const most = Number.MAX_SAFE_INTEGER
  assert.equal(countOf(amountOf(most, 8), 8), most)
  assert.equal(countOf(amount(BigInt(most) + 1n), 18), undefined)
})

test('a fault carries a code for machines, and detail and cause for people', () => {
  const cause = new Error('disk full')
  const fault = new Fault('journal_unavailable', { cause, detail: '3 bytes of 9' })
  assert.ok(fault instanceof Error)
  assert.deepEqual(
    [fault.name, fault.code, fault.message, fault.cause],
    ['Fault', 'journal_unavailable', 'journal_unavailable: 3 bytes of 9', cause],
  )
  const plain = new Fault('journal_corrupt')
  assert.deepEqual([plain.message, plain.cause], ['journal_corrupt', undefined])
})
