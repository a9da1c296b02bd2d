import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { AuthzRequest, Decision } from '../barong/index.ts'
import { createHttp } from '../platform/http/index.ts'
import { createAuthorizeUpgrade, useGateway } from './gateway.ts'

const log = pino({ level: 'silent' })
const signed = {
  allowed: true,
  authorization: 'Bearer ours',
  uid: 'ID1',
  by: 'cookie',
  sessionKey: 's',
  may: () => true,
} as const satisfies Decision
const denied: Decision = { allowed: false, status: 401, errors: ['authz.invalid_session'] }

/** An app whose handlers say what Authorization reached them, behind a gateway that decides like this. */
function open(
  t: TestContext,
  decision: Decision,
  https?: boolean,
): { app: FastifyInstance; asked: AuthzRequest[] } {
  const app = createHttp(log)
  t.after(() => app.close())
  const asked: AuthzRequest[] = []
  const authorize = (request: AuthzRequest) => {
    asked.push(request)
    return Promise.resolve(decision)
  }
  useGateway(app, { authorize, log, ...(https === undefined ? {} : { https }) })
  const tell = (request: { headers: { authorization?: string | undefined } }) => ({
    authorization: request.headers.authorization ?? 'none',
  })
  app.all('/api/v2/peatio/market/orders', tell)
  app.get('/api/v2/peatio/market/orders/:id', tell)
  app.get('/page', tell)
  return { app, asked }
}

test("what passes carries the token that was signed, never the client's own", async (t) => {
  for (const [decision, expected] of [
    [signed, 'Bearer ours'],
    [{ allowed: true }, 'none'],
  ] as const) {
    const { app } = open(t, decision)
    for (const headers of [{}, { authorization: 'Bearer forged' }, { Authorization: 'Basic forged' }]) {
      const answer = await app.inject({ url: '/api/v2/peatio/market/orders', headers })
      assert.deepEqual(answer.json(), { authorization: expected })
    }
  }
})

test("what is denied is answered before its body is read, in the wire's words", async (t) => {
  const { app } = open(t, { allowed: false, status: 422, errors: ['authz.invalid_api_key_headers'] })
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v2/peatio/market/orders',
    headers,
    payload: '{broken',
  })
  assert.deepEqual([answer.statusCode, answer.json()], [422, { errors: ['authz.invalid_api_key_headers'] }])
})

for (const url of [
  '/api/v2/peatio/market/orders',
  '/api/v2/peatio/market/orders/',
  '/api/v2/peatio/market/orders/1',
  '/api/v2/peatio/market/orders?x=1#y',
  '/%61pi/v2/peatio/market/orders',
  '/api/v2/peatio/m%61rket/orders',
  '/api/v2/peatio/market/orders/%2e%2e',
  '/api/v2/nowhere',
  '/API/v2/peatio/market/orders',
  '/api/v1/anything',
]) {
  test(`${url} does not get around the gateway`, async (t) => {
    const { app, asked } = open(t, denied)
    const answer = await app.inject({ url })
    assert.equal(answer.statusCode, 401)
    assert.equal(asked.length, 1)
  })
}

test('a request line with a whole URL does not get around the gateway', async (t) => {
  const { app, asked } = open(t, denied)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET http://evil.test/api/v2/peatio/market/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  )
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  assert.match(chunk.toString(), /^HTTP\/1\.1 401 /)
  assert.equal(asked[0]!.url, 'http://evil.test/api/v2/peatio/market/orders')
})

test('authz is asked about the request as it was sent', async (t) => {
  const { app, asked } = open(t, signed)
  await app.inject({
    method: 'DELETE',
    url: '/api/v2/peatio/market/orders?id=1',
    remoteAddress: '10.7.7.7',
    headers: {
      cookie: '_barong_session=1',
      origin: 'http://x',
      host: 'exchange.test',
      'user-agent': 'me',
      'x-csrf-token': 'c',
      'x-auth-apikey': 'k',
      'x-auth-nonce': 'n',
      'x-auth-signature': 's',
    },
  })
  assert.deepEqual(asked, [
    {
      method: 'DELETE',
      url: '/api/v2/peatio/market/orders?id=1',
      ip: '10.7.7.7',
      headers: {
        cookie: '_barong_session=1',
        origin: 'http://x',
        host: 'exchange.test',
        userAgent: 'me',
        csrfToken: 'c',
        apiKey: 'k',
        nonce: 'n',
        signature: 's',
      },
    },
  ])
})

test('a decision that cannot be made lets nothing through', async (t) => {
  const app = createHttp(log)
  t.after(() => app.close())
  useGateway(app, { authorize: () => Promise.reject(new Error('down')), log })
  app.get('/api/v2/x', () => 'reached')
  const answer = await app.inject('/api/v2/x')
  assert.deepEqual([answer.statusCode, answer.json()], [500, { errors: ['server.internal_error'] }])
})

test("pages are nobody's to frame, scripts are ours only, and API answers stay in no cache", async (t) => {
  const { app, asked } = open(t, signed)
  const page = await app.inject('/page')
  assert.equal(asked.length, 0)
  const policy = String(page.headers['content-security-policy'])
  for (const rule of [
    "script-src 'self';",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ]) {
    assert.ok(policy.includes(rule), rule)
  }
  assert.equal(page.headers['x-content-type-options'], 'nosniff')
  assert.equal(page.headers['cache-control'], undefined)
  assert.equal(page.headers['strict-transport-security'], undefined)
  assert.equal((await app.inject('/api/v2/peatio/market/orders')).headers['cache-control'], 'no-store')
  const secure = await open(t, denied, true).app.inject('/api/v2/peatio/market/orders')
  assert.ok(secure.headers['strict-transport-security'])
  assert.equal(secure.headers['x-frame-options'], 'DENY', 'a denial has them too')
})

/** Makes a real upgrade request, so that what is decided about is what Node hands over. */
async function upgrade(
  t: TestContext,
  decision: Decision,
  { url, origin, method = 'GET' }: { url: string; origin?: string; method?: string },
): Promise<string> {
  const authorizeUpgrade = createAuthorizeUpgrade({
    authorize: () => Promise.resolve(decision),
    isOwnOrigin: (from, host) => new URL(from).host === host,
  })
  const server = createServer()
  t.after(() => void (server.closeAllConnections(), server.close()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { connection: 'Upgrade', upgrade: 'websocket', ...(origin === undefined ? {} : { origin }) }
  const sent = httpRequest({
    host: '127.0.0.1',
    port,
    path: url,
    method,
    headers: { ...headers, host: 'exchange.test' },
  })
  sent.on('error', () => undefined)
  sent.end()
  const [request] = (await once(server, 'upgrade')) as [IncomingMessage]
  // Node hands the socket over with the request; nobody else closes it.
  t.after(() => void (sent.destroy(), request.socket.destroy()))
  const said = await authorizeUpgrade(request)
  return said.allowed ? (said.uid ?? 'anyone') : said.errors.join(' ')
}

const own = 'http://exchange.test'
const foreign = 'http://evil.test'
const bot: Decision = { ...signed, by: 'api_key' }
const sockets: [string, Decision, Parameters<typeof upgrade>[2], string][] = [
  ['a page of ours, signed in', signed, { url: '/api/v2/ranger/private?stream=order', origin: own }, 'ID1'],
  ['a program with a cookie', signed, { url: '/api/v2/ranger/private' }, 'ID1'],
  [
    'a page of another site, with our cookie',
    signed,
    { url: '/api/v2/ranger/private', origin: foreign },
    'authz.permission_denied',
  ],
  [
    'a page on another port',
    signed,
    { url: '/api/v2/ranger/private', origin: 'https://exchange.test:444' },
    'authz.permission_denied',
  ],
  ['a bot from anywhere', bot, { url: '/api/v2/ranger/private', origin: foreign }, 'ID1'],
  [
    'anyone for public streams',
    { allowed: true },
    { url: '/api/v2/ranger/public/?stream=x', origin: foreign },
    'anyone',
  ],
  ['nobody for private ones', denied, { url: '/api/v2/ranger/private' }, 'authz.invalid_session'],
  ['another path', signed, { url: '/api/v2/ranger/privatex', origin: own }, 'authz.permission_denied'],
  [
    'a path around',
    signed,
    { url: '/api/v2/ranger/public/../private', origin: own },
    'authz.permission_denied',
  ],
  ['another method', signed, { url: '/api/v2/ranger/private', method: 'POST' }, 'authz.permission_denied'],
]
for (const [name, decision, asked, expected] of sockets) {
  test(`a socket for ${name}: ${expected}`, async (t) =>
    assert.equal(await upgrade(t, decision, asked), expected))
}
