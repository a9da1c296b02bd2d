import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BatchAnswer } from '../../contract/index.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => (scene = await openScene({ any: { max: 2, windowMs: 10_000 } })))
after(() => scene.close())

const order = { market: 'btcusd', side: 'buy', volume: '0.1', price: '90' }
const url = '/api/v2/peatio/market/orders'
const send = (at: string, payload: object) =>
  scene.app.inject({
    method: 'POST',
    url: `${url}${at}`,
    headers: { authorization: 'Bearer alice' },
    payload,
  })

test('one order too many gets 429 and is not placed; cancels go through; later there are orders again', async () => {
  const first = await send('', order)
  const left = (reply: typeof first) => [
    reply.statusCode,
    reply.headers['ratelimit-limit'],
    reply.headers['ratelimit-remaining'],
    reply.headers['ratelimit-reset'],
  ]
  assert.deepEqual(left(first), [201, '2', '1', '10'])
  const { id } = first.json<{ id: number }>()
  assert.deepEqual(left(await send(`/${id}/amend`, { price: '91' })), [201, '2', '0', '10'])
  const refused = await send('', order)
  assert.deepEqual(left(refused), [429, '2', '0', '10'])
  assert.deepEqual(
    [refused.json(), refused.headers['retry-after']],
    [{ errors: ['market.order.too_many_requests'] }, '10'],
  )
  const canceled = await send('/cancel', {})
  assert.deepEqual([canceled.statusCode, canceled.json<unknown[]>().length], [201, 1])
  scene.pass(10_000)
  const batch = await send('/batch', { orders: [order, { side: 'up' }, order, order] })
  assert.deepEqual(left(batch), [201, '2', '0', '10'])
  assert.deepEqual(
    batch.json<BatchAnswer[]>().map(({ status }) => status),
    [201, 422, 201, 429],
    'each entry counts; what cannot be read does not',
  )
})
