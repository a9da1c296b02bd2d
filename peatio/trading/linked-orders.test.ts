import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '../../contract/index.ts'
import { useTradedScene, type Ask } from './traded-scene.ts'

const { place, post, read, wait } = useTradedScene()

test('of two linked orders one is filled, and the other is canceled with it', async () => {
  const ask = { market: 'btcusd', side: 'sell', volume: '0.1', price: '110', stop_price: '95' }
  const reply = await post('alice', `/oco`, {
    ...ask,
    client_order_id: 'up',
    stop_client_order_id: 'down',
  })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  const [limit, stop] = reply.body as [Order, Order]
  assert.deepEqual([limit.ord_type, stop.ord_type], ['limit', 'stop_market'])
  assert.deepEqual([limit.linked_order_id, stop.linked_order_id], [stop.id, limit.id])
  assert.deepEqual(await post('alice', `/oco`, { ...ask, client_order_id: 'up' }), reply, 'a retry')
  await place('bob', { side: 'buy', volume: '0.04', price: '110' })
  const [filled, canceled] = [await read('alice', limit), await read('alice', stop)]
  assert.deepEqual([filled.state, filled.executed_volume], ['wait', '0.04'])
  assert.deepEqual([canceled.state, canceled.cancel_reason], ['cancel', 'oco'])
})

const pairs: [what: string, change: Ask, ...keys: string[]][] = [
  [
    'nothing',
    { market: undefined, side: undefined, volume: undefined, price: undefined, stop_price: undefined },
    'missing_market',
    'missing_side',
    'missing_volume',
    'missing_price',
    'missing_stop_price',
  ],
  ['a limit leg that would take', { price: '90', side: 'sell' }, 'would_take'],
  ['both protections', { stop_limit_price: '94', protection_price: '94' }, 'redundant_protection_price'],
  ['one name for two', { client_order_id: 'a', stop_client_order_id: 'a' }, 'invalid_client_order_id'],
  ['a trigger on the wrong side', { stop_price: '120' }, 'invalid_stop_price'],
]

test('a pair with a bad leg is no pair: neither is placed', async () => {
  await place('bob', { side: 'buy', volume: '0.1', price: '96' })
  const sound = { market: 'btcusd', side: 'sell', volume: '0.1', price: '110', stop_price: '95' }
  for (const [what, change, ...keys] of pairs) {
    const reply = await post('alice', `/oco`, { ...sound, ...change })
    const errors = keys.map((key) => `market.order.${key}`)
    assert.deepEqual(reply, { status: 422, body: { errors } }, what)
  }
  assert.deepEqual(await wait('alice'), [])
})
