import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  enterTerms,
  isPair,
  pairToSend,
  plainTerms,
  saysMore,
  termsToSend,
  waitsForStop,
  type Advanced,
} from './advanced.ts'

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

test('terms that hide each other in the form are never sent together, over any change of the type', () => {
  const trailing = enterTerms(plainTerms, { trail: '3' })
  const stop = enterTerms(trailing, { stop: '95' })
  assert.deepEqual(termsToSend('market', stop), { ord_type: 'stop_market', stop_price: '95' })
  const pair = enterTerms(enterTerms(plainTerms, { otherStop: '95' }), { otherLimit: '94' })
  assert.equal(isPair('limit', enterTerms(pair, { stop: '90' })), false)
  assert.equal(enterTerms(stop, { otherStop: '95' }).stop, '')
  assert.equal(enterTerms(stop, { trail: '3' }).stop, '')
})

test('a field that is emptied, or one of another kind, takes nothing away', () => {
  const pair = { ...plainTerms, otherStop: '95', otherLimit: '94' }
  assert.deepEqual(enterTerms(pair, { stop: '' }), pair)
  assert.deepEqual(enterTerms(pair, { postOnly: true }), { ...pair, postOnly: true })
})

test('the form tells that an order says more than price and amount, of its own type', () => {
  assert.deepEqual([saysMore('limit', plainTerms), saysMore('market', plainTerms)], [false, false])
  assert.equal(saysMore('limit', { ...plainTerms, otherStop: '95' }), true)
  assert.equal(saysMore('limit', { ...plainTerms, stop: '95' }), true)
  const trailing = { ...plainTerms, trail: '3' }
  assert.deepEqual([saysMore('limit', trailing), saysMore('market', trailing)], [false, true])
})

test('a point that nothing follows is not sent: no server takes it, and the form found nothing wrong', () => {
  const terms = { stop: '95.', protection: '90.' }
  assert.deepEqual(sent('market', terms), {
    ord_type: 'stop_market',
    stop_price: '95',
    protection_price: '90',
  })
  assert.equal(sent('market', { trail: '3.' }).trailing_offset, '3')
  assert.equal(sent('limit', { display: '1.' }).display_volume, '1')
  const pair = { ...plainTerms, otherStop: '95.', otherLimit: '94.' }
  assert.deepEqual(pairToSend(pair), { stop_price: '95', stop_limit_price: '94' })
})
