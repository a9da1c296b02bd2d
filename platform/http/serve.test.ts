import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { createHttp, mount, refuse, type Mountable } from './index.ts'

type Values = { amount: string | undefined; id: string | undefined }
const endpoint = (change: Partial<Mountable<Values>> = {}): Mountable<Values> => ({
  method: 'POST',
  path: '/things/:id',
  auth: 'public',
  status: 201,
  read: ({ amount, id }) =>
    amount === 'bad'
      ? { errors: ['thing.invalid_amount'] }
      : { values: { amount: amount as string, id: id as string } },
  ...change,
})

function open() {
  const app = createHttp(pino({ level: 'silent' }))
  mount(app, '/v', endpoint(), { handle: ({ params }) => ({ body: { ...params }, headers: { Total: 1 } }) })
  return app
}

const post = (body: string, headers: Record<string, string>) => ({
  method: 'POST' as const,
  url: '/v/things/7?amount=query',
  payload: body,
  headers,
})

test('path, JSON body, form and query are read alike; the body wins over the query, the path over both', async () => {
  const app = open()
  const json = await app.inject(post('{"amount":"1","id":"8"}', { 'content-type': 'application/json' }))
  assert.deepEqual([json.statusCode, json.json()], [201, { amount: '1', id: '7' }])
  assert.equal(json.headers['total'], '1')
  const form = await app.inject(post('amount=2', { 'content-type': 'application/x-www-form-urlencoded' }))
  assert.deepEqual(form.json(), { amount: '2', id: '7' })
  const query = await app.inject(post('', {}))
  assert.deepEqual(query.json(), { amount: 'query', id: '7' })
  await app.close()
})

test('an empty JSON body means no parameters, a broken one is refused', async () => {
  const app = open()
  const type = { 'content-type': 'application/json' }
  assert.equal((await app.inject(post('', type))).statusCode, 201)
  for (const broken of ['{', '{"__proto__":{"a":1}}', 'nul']) {
    const refused = await app.inject(post(broken, type))
    assert.equal(refused.statusCode, 400, broken)
    assert.deepEqual(refused.json(), { errors: ['server.method.invalid_message_body'] })
  }
  await app.close()
})

test('an endpoint for users refuses everyone without a verifier, and strangers with one', async () => {
  const app = createHttp(pino({ level: 'silent' }))
  const handle = () => ({ body: 'in' })
  mount(app, '/open', endpoint({ auth: 'user' }), { handle })
  mount<Values, string>(app, '/shut', endpoint({ auth: 'user' }), {
    verify: async (authorization) => (authorization === 'Bearer good' ? 'ada' : undefined),
    admit: () => refuse(403, 'not.yours'),
    handle,
  })
  const at = (prefix: string, authorization = '') =>
    app.inject({ method: 'POST', url: `${prefix}/things/1?amount=bad`, headers: { authorization } })
  assert.equal((await at('/open', 'Bearer good')).statusCode, 401)
  assert.equal((await at('/shut', 'Bearer bad')).statusCode, 401)
  const admitted = await at('/shut', 'Bearer good')
  assert.deepEqual(
    [admitted.statusCode, admitted.json()],
    [403, { errors: ['not.yours'] }],
    'before its parameters',
  )
  await app.close()
})

test('a fault tells its log everything and the caller nothing', async () => {
  const app = createHttp(pino({ level: 'silent' }))
  mount(app, '/v', endpoint(), {
    handle: () => {
      throw new Error('the password is hunter2')
    },
  })
  const failed = await app.inject(post('', {}))
  assert.deepEqual([failed.statusCode, failed.json()], [500, { errors: ['server.internal_error'] }])
  await app.close()
})

test("a path that no route can have gets the wire's 404, and is not quoted", async () => {
  const app = open()
  for (const url of ['/v/things/%zz', `/v/things/${'x'.repeat(300)}`]) {
    const refused = await app.inject({ method: 'POST', url })
    assert.deepEqual([refused.statusCode, refused.json()], [404, { error: 'Route is not found' }])
    assert.equal(refused.headers['x-content-type-options'], 'nosniff')
  }
  await app.close()
})

test('a body of a type that nobody reads is refused, and not taken for an empty one', async () => {
  const app = open()
  for (const type of ['text/plain', 'text/xml', 'multipart/form-data; boundary=x']) {
    const refused = await app.inject(post('{"amount":"1"}', { 'content-type': type }))
    assert.deepEqual(
      [refused.statusCode, refused.json()],
      [400, { errors: ['server.method.invalid_message_body'] }],
    )
  }
  const huge = await app.inject(
    post(`{"amount":"${'1'.repeat(70_000)}"}`, { 'content-type': 'application/json' }),
  )
  assert.deepEqual([huge.statusCode, huge.json()], [413, { errors: ['server.method.body_too_large'] }])
  await app.close()
})

test('what a file server refuses keeps its status; everything unforeseen is a 500 without details', async () => {
  const app = createHttp(pino({ level: 'silent' }))
  for (const statusCode of [403, 416, 402, undefined]) {
    app.get(`/${statusCode}`, () => {
      throw Object.assign(new Error('details'), { statusCode })
    })
  }
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject({ method: 'GET', url })
    return `${statusCode} ${body}`
  }
  assert.equal(await get('/403'), '404 {"error":"Route is not found"}')
  assert.equal(await get('/416'), '416 {"error":"Route is not found"}')
  assert.equal(await get('/402'), '500 {"errors":["server.internal_error"]}')
  assert.equal(await get('/undefined'), '500 {"errors":["server.internal_error"]}')
  await app.close()
})
