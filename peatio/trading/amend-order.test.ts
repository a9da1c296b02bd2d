import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '../../contract/index.ts'
import { orderOf, useTradedScene, type Ask } from './traded-scene.ts'

const { place, post, read, trade, engine } = useTradedScene()
const sell = { side: 'sell', volume: '0.1' }

test('less of an order keeps its place; another price or more of it goes behind the others', async () => {
  const first = await place('alice', { ...sell, price: '110', client_order_id: 'mine' })
  const second = await place('bob', { ...sell, price: '110' })
  const less = orderOf(await post('alice', `/client/mine/amend`, { volume: '0.06' }))
  assert.deepEqual([less.id, less.origin_volume, less.price], [first.id, '0.06', '110.0'])
  const book = async () => {
    const { result } = await engine().read({
      kind: 'resting_orders',
      market: 'btcusd' as never,
      bidsLimit: 0,
      asksLimit: 9,
    })
    return result.asks.map(({ order }) => order)
  }
  assert.deepEqual(await book(), [first.id, second.id])
  const more = orderOf(await post('alice', `/${first.id}/amend`, { volume: '0.07' }))
  assert.equal(more.origin_volume, '0.07')
  assert.deepEqual(await book(), [second.id, first.id])
  const moved = orderOf(await post('alice', `/${first.uuid}/amend`, { price: '109' }))
  assert.deepEqual([moved.price, moved.uuid], ['109.0', first.uuid])
  assert.deepEqual(await book(), [first.id, second.id])
  const { trades: _, ...stored } = (await read('alice', first)) as Order & { trades: unknown }
  assert.deepEqual(stored, moved)
  const same = orderOf(await post('alice', `/${first.id}/amend`, { price: '109' }))
  assert.deepEqual(same, moved, 'nothing to change changes nothing')
})

test('a stop-limit that was triggered and rests is amended like a limit order', async () => {
  const stop = await place('alice', { ...sell, ord_type: 'stop_limit', price: '94', stop_price: '95' })
  const refused = await post('alice', `/${stop.id}/amend`, { volume: '0.05' })
  assert.deepEqual(refused, { status: 422, body: { errors: ['market.order.amend_error'] } }, 'it waits')
  await trade('0.01', '95')
  const less = orderOf(await post('alice', `/${stop.id}/amend`, { volume: '0.05' }))
  assert.deepEqual([less.triggered, less.origin_volume, less.price], [true, '0.05', '94.0'])
  const moved = orderOf(await post('alice', `/${stop.id}/amend`, { volume: '0.06', price: '99' }))
  assert.deepEqual([moved.ord_type, moved.remaining_volume, moved.price], ['stop_limit', '0.06', '99.0'])
  const { trades: _, ...stored } = (await read('alice', moved)) as Order & { trades: unknown }
  assert.deepEqual(stored, moved)
})

test('what cannot be amended says why', async () => {
  const order = await place('alice', { ...sell, price: '110' })
  const stop = await place('alice', { ...sell, ord_type: 'stop_market', stop_price: '95' })
  const amend = async (name: string | number, change: Ask) => post('alice', `/${name}/amend`, change)
  const cases: [string | number, Ask, number, string][] = [
    [order.id, {}, 422, 'market.order.missing_volume_or_price'],
    [order.id, { volume: '0' }, 422, 'market.order.non_positive_volume'],
    [order.id, { volume: '0.00001' }, 422, 'market.order.invalid_volume_or_price'],
    [order.id, { price: '1e3' }, 422, 'market.order.non_decimal_price'],
    [order.id, { volume: '5000' }, 422, 'market.account.insufficient_balance'],
    [stop.id, { volume: '0.05' }, 422, 'market.order.amend_error'],
    [999_999, { volume: '0.05' }, 404, 'record.not_found'],
    ['mine', { volume: '0.05' }, 422, 'market.order.invaild_id_or_uuid'],
    ['client/nobody', { volume: '0.05' }, 404, 'record.not_found'],
  ]
  for (const [name, change, status, key] of cases)
    assert.deepEqual(await amend(name, change), { status, body: { errors: [key] } }, JSON.stringify(change))
  await post('alice', `/${order.id}/cancel`)
  assert.deepEqual((await amend(order.id, { volume: '0.05' })).body, { errors: ['market.order.amend_error'] })
  const strangers = await post('bob', `/${stop.id}/amend`, { volume: '0.05' })
  assert.equal(strangers.status, 404)
})
