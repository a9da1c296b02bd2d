import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimalText, unitsOf } from '../../../../web/kit/format.ts'
import { entrySide, groupLevels, groupSteps, spreadOf, type BookRow } from './group-levels.ts'

const u = (text: string) => unitsOf(text)!
const level = (price: string, quantity: string) => ({ price: u(price), quantity: u(quantity) })
const text = (units: bigint) => decimalText(units, 2, { grouped: false, trimmed: true })
const shown = (rows: BookRow[]) =>
  rows.map((row) => [row.price, row.quantity, row.cumulative].map(text).join(' '))

const asks = [level('100.1', '1'), level('100.9', '2'), level('101', '3'), level('103', '4')]
const bids = [level('99.9', '1'), level('99.1', '2'), level('99', '3'), level('97', '4')]

test('asks are grouped upward and bids downward, so no row promises a better price than there is', () => {
  assert.deepEqual(shown(groupLevels(asks, 'asks', u('1'), 10)), ['101 6 6', '103 4 10'])
  assert.deepEqual(shown(groupLevels(bids, 'bids', u('1'), 10)), ['99 6 6', '97 4 10'])
})

test('the finest step shows each level', () => {
  assert.deepEqual(shown(groupLevels(asks, 'asks', u('0.1'), 2)), ['100.1 1 1', '100.9 2 3'])
})

test('the last row holds all of its step, also when no more rows fit', () => {
  assert.deepEqual(shown(groupLevels(asks, 'asks', u('1'), 1)), ['101 6 6'])
})

test('steps begin with the tick', () => {
  assert.deepEqual(groupSteps(2).map(text), ['0.01', '0.05', '0.1', '0.5', '1', '10'])
})

test('the spread is told against the middle', () => {
  assert.deepEqual(spreadOf(u('101'), u('99')), { gap: u('2'), share: 0.02 })
  assert.equal(spreadOf(u('101'), undefined), undefined)
})

test('a book of one side can be entered by the keyboard', () => {
  assert.equal(entrySide(bids), 'bids')
  assert.equal(entrySide([]), 'asks')
})
