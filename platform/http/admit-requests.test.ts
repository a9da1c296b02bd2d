import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Fault } from '../../core/units/index.ts'
import { createHttp, mount } from './index.ts'

test('of more requests than fit the last are refused at once; cancels fit; then there is room again', async () => {
  const app = createHttp(pino({ level: 'silent' }), { inFlightMax: 2 })
  const open: (() => void)[] = []
  const slow = () => new Promise<object>((resolve) => open.push(() => resolve({})))
  app.post('/orders', slow)
  app.post('/orders/7/cancel', slow)
  const post = (url: string) => app.inject({ method: 'POST', url })
  const waiting = [post('/orders'), post('/orders')]
  while (open.length < 2) await new Promise(setImmediate)
  const refused = await post('/orders')
  assert.deepEqual(
    [refused.statusCode, refused.headers['retry-after'], refused.json()],
    [503, '1', { errors: ['server.service_unavailable'] }],
  )
  waiting.push(post('/orders/7/cancel'))
  while (open.length < 3) await new Promise(setImmediate)
  assert.equal((await post('/orders/7/cancel')).statusCode, 503, 'the reserve is bounded too')
  for (const answer of open.splice(0)) answer()
  for (const each of waiting) assert.equal((await each).statusCode, 200)
  const again = post('/orders')
  while (open.length < 1) await new Promise(setImmediate)
  open[0]!()
  assert.equal((await again).statusCode, 200)
  await app.close()
})

test('who sends half a request, or does not read his answer, does not keep his place for ever', async () => {
  const app = createHttp(pino({ level: 'silent' }))
  const { requestTimeout, timeout } = app.server
  assert.ok(requestTimeout > 0 && requestTimeout <= 60_000, `${requestTimeout} ms to send a request`)
  assert.ok(timeout > 0 && timeout <= 300_000, `${timeout} ms of silence`)
  await app.close()
})

test('while the queue is full its requests are refused before anybody asks who sends them; others pass', async () => {
  const queue = { full: true, asked: 0 }
  const app = createHttp(pino({ level: 'silent' }), { isFull: () => queue.full })
  const verify = async () => {
    queue.asked += 1
    return {}
  }
  const endpoint = { method: 'POST', auth: 'user', status: 201, read: () => ({ values: {} }) } as const
  const handle = () => ({ body: {} })
  mount(app, '', { ...endpoint, path: '/orders' }, { verify, queues: true, handle })
  mount(app, '', { ...endpoint, path: '/orders/cancel' }, { verify, handle })
  const post = (url: string) => app.inject({ method: 'POST', url })
  const refused = await post('/orders')
  assert.deepEqual(
    [refused.statusCode, refused.headers['retry-after'], refused.json(), queue.asked],
    [503, '1', { errors: ['server.service_unavailable'] }, 0],
  )
  assert.equal((await post('/orders/cancel')).statusCode, 201)
  queue.full = false
  assert.deepEqual([(await post('/orders')).statusCode, queue.asked], [201, 2])
  await app.close()
})

test('a fault that passes is a 503, any other a 500', async () => {
  const app = createHttp(pino({ level: 'silent' }))
  app.get('/:code', ({ params }) => Promise.reject(new Fault((params as { code: string }).code)))
  const statusOf = async (code: string) => (await app.inject(`/${code}`)).statusCode
  assert.deepEqual(
    await Promise.all(['engine_overloaded', 'sql_busy', 'engine_stopped', 'journal_corrupt'].map(statusOf)),
    [503, 503, 503, 500],
  )
  await app.close()
})
