import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '../api/wire.ts'
import {
  applyOrder,
  noOrders,
  openOrdersOf,
  ordersAsked,
  ordersListed,
  type OwnOrders,
} from './own-orders.ts'

const order = (id: number, change: Partial<Order> = {}): Order => ({
  id,
  uuid: `u${id}`,
  side: 'buy',
  ord_type: 'limit',
  price: '10.0',
  avg_price: '0.0',
  state: 'wait',
  market: 'btcusdt',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  origin_volume: '2.0',
  remaining_volume: '2.0',
  executed_volume: '0.0',
  market_type: 'spot',
  maker_fee: '0.001',
  taker_fee: '0.002',
  trades_count: 0,
  ...change,
})
const ids = (orders: OwnOrders) => openOrdersOf(orders).map((each) => each.id)

test('resting orders are open, newest first, until they are done or canceled', () => {
  let orders = [order(1), order(3), order(2)].reduce<OwnOrders>(applyOrder, noOrders)
  assert.deepEqual(ids(orders), [3, 2, 1])
  orders = applyOrder(applyOrder(orders, order(3, { state: 'done' })), order(1, { state: 'cancel' }))
  assert.deepEqual(ids(orders), [2])
})

test('a list that is older than a message does not bring back a closed order, nor lose a new one', () => {
  const asked = ordersAsked(ordersListed(noOrders, [order(1), order(2)]))
  const heard = applyOrder(applyOrder(asked, order(1, { state: 'cancel' })), order(3))
  assert.deepEqual(ids(ordersListed(heard, [order(1), order(2)])), [3, 2])
})

test('a list removes orders that closed while nobody listened', () => {
  const before = ordersListed(noOrders, [order(1), order(2)])
  assert.deepEqual(ids(ordersListed(ordersAsked(before), [order(2)])), [2])
})

test('a reply that was overtaken by its own messages changes nothing', () => {
  const filled = applyOrder(noOrders, order(1, { trades_count: 1, remaining_volume: '1.0' }))
  assert.equal(applyOrder(filled, order(1)), filled)
  const done = applyOrder(filled, order(1, { state: 'done', trades_count: 2 }))
  assert.deepEqual(ids(applyOrder(done, order(1))), [])
})

test('the two clocks of the wire are read', () => {
  const [rest] = openOrdersOf(applyOrder(noOrders, order(1)))
  assert.equal(rest?.createdMs, Date.UTC(2026, 0, 1))
})

test('an answer that a later question has overtaken brings no closed order back', () => {
  const first = ordersAsked(noOrders)
  // The socket was replaced meanwhile, and what was told in between was told to nobody.
  const second = ordersAsked(first)
  const listed = ordersListed(second, [order(2)], second.asked)
  assert.equal(ordersListed(listed, [order(1), order(2)], first.asked), listed)
  assert.deepEqual(ids(listed), [2])
})
