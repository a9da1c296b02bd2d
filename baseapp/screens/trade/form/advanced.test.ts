import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPair, pairToSend, plainTerms, termsToSend, waitsForStop, type Advanced } from './advanced.ts'

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

test('a market order that trails waits for a turn of the price, and a limit order never does', () => {
  assert.deepEqual(sent('market', { trail: '3', protection: '90' }), {
    ord_type: 'trailing_stop',
    trailing_offset: '3',
    protection_price: '90',
  })
  assert.deepEqual(sent('limit', { trail: '3' }), { ord_type: 'limit' })
  const trailing = { ...plainTerms, trail: '3' }
  assert.deepEqual([waitsForStop('market', trailing), waitsForStop('limit', trailing)], [true, false])
})

test('a limit order with another leg is a pair, with a limit of its own or at any price', () => {
  const pair = { ...plainTerms, otherStop: '95' }
  assert.deepEqual([isPair('limit', pair), isPair('market', pair)], [true, false])
  assert.deepEqual(pairToSend(pair), { stop_price: '95' })
  assert.deepEqual(pairToSend({ ...pair, otherLimit: '94' }), { stop_price: '95', stop_limit_price: '94' })
})
