import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unit } from '../../../core/units/index.ts'
import { isSmall, visibleRows, walletRows, worthOf } from './wallet-rows.ts'

const asset = (id: string, name: string, position: number) => ({ id, name, precision: 8, position })
const assets = [
  asset('usd', 'US Dollar', 4),
  asset('btc', 'Bitcoin', 1),
  asset('eth', 'Ether', 2),
  asset('usdt', 'Tether', 3),
]
const prices = {
  markets: [{ id: 'btcusdt', base_unit: 'btc', quote_unit: 'usdt' }],
  tickers: { btcusdt: { last: '50000.0' } },
}
const sums = {
  btc: { available: '0.00001', held: '0.0' },
  usdt: { available: '10.5', held: '2.25' },
  usd: { available: '0.01', held: '0.0' },
}
const rows = walletRows(assets, sums, prices)

test('assets that the user has come first, each part in the order of the exchange', () => {
  assert.deepEqual(
    rows.map((row) => row.asset),
    ['btc', 'usdt', 'usd', 'eth'],
  )
})

test('the total is what may be used and what is held together', () => {
  const usdt = rows[1]!
  assert.equal(usdt.total, (unit * 1275n) / 100n)
  assert.equal(usdt.value, usdt.total)
})

test('without a price there is no value, and the whole is told to be partial', () => {
  assert.equal('value' in rows[2]!, false)
  assert.deepEqual(worthOf(rows), { worth: unit / 2n + (unit * 1275n) / 100n, partly: true })
  assert.equal(worthOf(rows.filter((row) => row.asset !== 'usd')).partly, false)
})

test('small is worth less than one, and what cannot be valued is small only when there is none', () => {
  assert.deepEqual(
    rows.filter(isSmall).map((row) => row.asset),
    ['btc', 'eth'],
  )
  assert.deepEqual(
    visibleRows(rows, { search: '', hideSmall: true }).map((row) => row.asset),
    ['usdt', 'usd'],
  )
})

test('search looks at code and name', () => {
  const found = (search: string) => visibleRows(rows, { search, hideSmall: false }).map((row) => row.asset)
  assert.deepEqual(found(' BIT'), ['btc'])
  assert.deepEqual(found('usd'), ['usdt', 'usd'])
  assert.deepEqual(found('doge'), [])
})
