import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainTerms, termsToSend, type Advanced } from './advanced.ts'

const sent = (type: 'limit' | 'market', change: Partial<Advanced>) =>
  termsToSend(type, { ...plainTerms, ...change })

test('an order that says nothing special is sent as it always was', () => {
  assert.deepEqual(sent('limit', {}), { ord_type: 'limit' })
  assert.deepEqual(sent('market', {}), { ord_type: 'market' })
})

test('a stop price makes a stop of either type', () => {
  assert.deepEqual(sent('limit', { stop: '95' }), { ord_type: 'stop_limit', stop_price: '95' })
  assert.deepEqual(sent('market', { stop: '95', protection: '90' }), {
    ord_type: 'stop_market',
    stop_price: '95',
    protection_price: '90',
  })
})

test('what the type cannot use is not sent, even if it was entered before the type was changed', () => {
  const entered = { postOnly: true, display: '0.1', timeInForce: 'ioc', protection: '90' } as const
  assert.deepEqual(sent('market', entered), { ord_type: 'market', protection_price: '90' })
  assert.deepEqual(sent('limit', entered), {
    ord_type: 'limit',
    display_volume: '0.1',
    time_in_force: 'ioc',
    post_only: true,
  })
  assert.equal(sent('limit', { ...entered, stop: '95' }).display_volume, undefined)
})
