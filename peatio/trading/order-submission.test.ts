import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOco, placeOrder } from '../../contract/index.ts'
import { amountFromDecimal, type AccountId, type MarketCode } from '../../core/units/index.ts'
import type { Market } from '../catalog/index.ts'
import { ocoSubmission, orderSubmission } from './order-submission.ts'

const market = { code: 'pepeusdt' as MarketCode, pricePrecision: 8, amountPrecision: 4 } as Market

function budgetOf(quoteVolume: string) {
  const read = placeOrder.read({
    market: 'pepeusdt',
    side: 'buy',
    ord_type: 'market',
    quote_volume: quoteVolume,
  })
  assert.ok('values' in read)
  const submission = orderSubmission(read.values, market, { account: 'IDADA' as AccountId, now: 1 })
  return submission && (submission.command as { special?: { budget?: bigint } }).special?.budget
}

test('a budget may be any sum in the steps of its market, however fine those are', () => {
  for (const sum of [
    '0.000000000001',
    '9007.199254740991',
    '9007.199254740992',
    '20000',
    '99999999999999999999',
  ])
    assert.equal(budgetOf(sum), amountFromDecimal(sum), sum)
  assert.equal(budgetOf('0.0000000000011'), undefined)
})

test('a pair that names only its stop is the same pair when it is sent again', () => {
  const asked = { market: 'pepeusdt', side: 'sell', volume: '1', price: '2', stop_price: '1' } as const
  const keyOf = (names: object) => {
    const read = placeOco.read({ ...asked, ...names })
    assert.ok('values' in read)
    return ocoSubmission(read.values, market, { account: 'IDADA' as AccountId, now: 1 })!.key
  }
  const [first, again] = [keyOf({ stop_client_order_id: 'x' }), keyOf({ stop_client_order_id: 'x' })]
  assert.equal(again, first)
  assert.notEqual(keyOf({ client_order_id: 'x' }), first)
  assert.notEqual(keyOf({}), keyOf({}))
})
