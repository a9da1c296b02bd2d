import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { errorsOf } from './bad-input-answers.ts'
import { takeTraces } from './bad-input-traces.ts'
import { inParallel, openWire, type Heard, type Sent, type Wire } from './bad-input-wire.ts'
import { demoPassword } from './demo.ts'
import { Person } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

let exchange: Whole
let wire: Wire
let alice: Person

before(async () => {
  exchange = await openWholeExchange()
  wire = openWire(exchange.url)
  alice = new Person(exchange.url)
  assert.equal((await alice.signIn('alice@opex.local', demoPassword)).status, 200)
})
after(async () => {
  wire.close()
  await exchange.close()
})

const orders = '/api/v2/peatio/market/orders'
const json = { 'content-type': 'application/json' }
const order = { market: 'ethusdt', side: 'buy', volume: '0.01', price: '1000' }
const sound = JSON.stringify(order)
/** The endpoints that take a body, one of each method and room. */
const bodied: [string, string][] = [
  ['POST', orders],
  ['POST', `${orders}/cancel`],
  ['POST', '/api/v2/barong/identity/users'],
  ['POST', '/api/v2/barong/identity/sessions'],
  ['PUT', '/api/v2/barong/resource/users/me'],
  ['PATCH', '/api/v2/barong/resource/labels/theme'],
  ['DELETE', '/api/v2/barong/resource/users/me'],
  ['POST', '/dev/faucet'],
]

const send = (sent: Sent): Promise<Heard> =>
  wire.send({ ...sent, headers: { ...alice.headers(sent.method), ...sent.headers } })

/** Sends all of it as alice; nothing may change by any. */
async function harmless(
  all: readonly Sent[],
  expect: (heard: Heard, errors: string[], about: string) => void,
) {
  const before = await takeTraces(exchange)
  await inParallel(all, async (sent) => {
    const headers = JSON.stringify(sent.headers ?? {})
    const about = `${sent.method} ${sent.path.slice(0, 120)} ${headers} ${String(sent.body).slice(0, 60)}`
    const heard = await send(sent)
    expect(heard, errorsOf(heard, about), `${about}: ${heard.status} ${heard.text}`)
  })
  assert.deepEqual(await takeTraces(exchange), before)
}

const toAll = (headers: Record<string, string>, bodies: readonly (string | Buffer)[]): Sent[] =>
  bodied.flatMap(([method, path]) => bodies.map((body) => ({ method, path, headers, body })))

const unreadable = 'server.method.invalid_message_body'

test('a body that is no JSON is refused as such', async () => {
  const broken = [
    '{',
    '{"a":}',
    'nul',
    "{'a':1}",
    '{"a":1,}',
    '{"a":NaN}',
    '[1',
    '"',
    '\u0000',
    '{"a":1}{"b":2}',
    'a=1',
  ]
  const poisoned = [
    '{"__proto__":{"role":"superadmin"}}',
    '{"a":{"__proto__":1}}',
    '{"constructor":{"prototype":{}}}',
  ]
  const bytes = [
    Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    Buffer.from('{"a":1}', 'utf16le'),
    gzipSync('{"a":1}'),
  ]
  await harmless(toAll(json, [...broken, ...poisoned, ...bytes]), ({ status }, errors, about) => {
    assert.deepEqual([status, errors], [400, [unreadable]], about)
  })
})

test('JSON that is no object names no parameters, and neither does an empty body', async () => {
  const all = toAll(json, ['[]', '[{"market":"ethusdt"}]', '"text"', '1', 'null', 'true', '']).filter(
    ({ path }) => !path.endsWith('/cancel'),
  )
  await harmless(all, ({ status }, errors, about) => {
    assert.ok([422, 404].includes(status) && errors.length > 0, about)
  })
})

test('a body of another type is refused before it is read', async () => {
  const types = [
    'text/plain',
    'text/xml',
    'application/octet-stream',
    'application/x-ndjson',
    'json',
    '',
    'a/b/c;;;',
  ]
  const multipart = 'multipart/form-data; boundary=x'
  const all = [...types, multipart].flatMap((type) => toAll({ 'content-type': type }, [sound]))
  await harmless(all, ({ status }, errors, about) => {
    assert.deepEqual([status, errors], [400, [unreadable]], about)
  })
})

test('64 KiB are enough for any body, and deep ones do no harm', async () => {
  const huge = `{"market":"${'x'.repeat(70_000)}"}`
  await harmless(toAll(json, [huge]), ({ status }, errors, about) => {
    assert.deepEqual([status, errors], [413, ['server.method.body_too_large']], about)
  })
  const deep = ['['.repeat(10_000) + ']'.repeat(10_000), `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`]
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`f${index}`, 1])),
  )
  const many = Array.from({ length: 5_000 }, (_, index) => `f${index}=1`).join('&')
  const all = [
    ...toAll(json, [...deep, wide]),
    ...toAll({ 'content-type': 'application/x-www-form-urlencoded' }, [many]),
  ]
  await harmless(
    all.filter(({ path }) => !path.endsWith('/cancel')),
    ({ status }, _, about) => {
      assert.ok(status >= 400 && status < 500, about)
    },
  )
})

test('a path that could be meant in two ways is no path', async () => {
  const ways = [
    '%2e%2e/orders',
    '..%2forders',
    'orders%00',
    'orders%2f',
    'orders;a=1',
    'orders//1',
    './orders',
    '../market/orders',
  ]
  const paths = ways.map((way) => `/api/v2/peatio/market/${way}`)
  const more = [
    '/api/v2//peatio/market/orders',
    '/API/v2/peatio/market/orders',
    '/api/v2/peatio/market/orders\\',
    '/%61pi/v2/peatio/market/orders',
    '/api/v2/barong/management/users',
    '/api/v2/peatio/market/%zz',
  ]
  const all = [...paths, ...more].flatMap((path): Sent[] => [
    { method: 'GET', path },
    { method: 'POST', path, headers: json, body: sound },
  ])
  // To a browser this is a page's address; nothing can be posted to it.
  all.push({ method: 'POST', path: '//api/v2/peatio/market/orders', headers: json, body: sound })
  await harmless(all, ({ status }, _, about) => {
    assert.ok([401, 404].includes(status), about)
  })
})

test('headers that nobody sends are refused or ignored', async () => {
  const strange: Record<string, string>[] = [
    { cookie: '_barong_session=%00' },
    { cookie: `_barong_session=${'x'.repeat(4_000)}` },
    { cookie: '_barong_session=__proto__; _barong_session=constructor' },
    { cookie: ';;;=;=' },
    { 'x-csrf-token': '__proto__' },
    { 'x-csrf-token': 'é'.repeat(10) },
    { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJ1aWQiOiJJRDEifQ.', cookie: '' },
    { 'x-auth-apikey': '', 'x-auth-nonce': '', 'x-auth-signature': '' },
    { 'x-auth-apikey': '__proto__', 'x-auth-nonce': 'NaN', 'x-auth-signature': '1e400' },
    { 'x-auth-apikey': "' OR 1=1 --", 'x-auth-nonce': '-1', 'x-auth-signature': 'ff' },
    { 'x-auth-apikey': '0123456789abcdef', 'x-auth-nonce': '9'.repeat(400), 'x-auth-signature': 'zz' },
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'not a url' },
  ]
  const all = strange.map((headers) => ({
    method: 'POST',
    path: orders,
    headers: { ...json, ...headers },
    body: sound,
  }))
  await harmless(all, ({ status }, errors, about) => {
    assert.ok([401, 422].includes(status), about)
    assert.match(errors.join(), /^authz\./, about)
  })
})

test('whoever signs in with a strange browser is let in, and is nobody in another', async () => {
  const body = JSON.stringify({ email: 'bob@opex.local', password: demoPassword })
  for (const agent of ['x'.repeat(8_000), 'ÿþ', '']) {
    const headers = { ...json, 'user-agent': agent }
    const heard = await wire.send({ method: 'POST', path: '/api/v2/barong/identity/sessions', headers, body })
    assert.equal(heard.status, 200, `${agent.slice(0, 10)}: ${heard.text}`)
    const cookie = String(heard.headers['set-cookie']?.[0]).split(';')[0]!
    const me = { method: 'GET', path: '/api/v2/barong/resource/users/me' }
    assert.equal((await wire.send({ ...me, headers: { cookie, 'user-agent': agent } })).status, 200)
    const elsewhere = await wire.send({ ...me, headers: { cookie, 'user-agent': 'another' } })
    assert.deepEqual(errorsOf(elsewhere, 'elsewhere'), ['authz.client_session_mismatch'])
  }
})

test('of a field that is named twice the last counts, as in every JSON reader', async () => {
  const body = `{"market":"ethusdt","side":"sell","volume":"99","volume":"0.02","side":"buy","price":"1000"}`
  const heard = await send({ method: 'POST', path: orders, headers: json, body })
  const { side, origin_volume: volume, uuid } = JSON.parse(heard.text) as Record<string, string>
  assert.deepEqual([heard.status, side, volume], [201, 'buy', '0.02'])
  assert.equal((await send({ method: 'POST', path: `${orders}/${uuid}/cancel` })).status, 201)
})

test('a request that breaks off is nobody’s order', async () => {
  const before = await takeTraces(exchange)
  const { hostname, port } = new URL(exchange.url)
  const head = Object.entries({
    ...alice.headers('POST'),
    ...json,
    'user-agent': 'opex-world/1.0',
    host: 'x',
  })
  const lines = head.map(([name, value]) => `${name}: ${value}`).join('\r\n')
  for (const end of [`content-length: ${sound.length + 10}`, 'transfer-encoding: chunked']) {
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    const body = end.startsWith('content') ? sound : `${sound.length.toString(16)}\r\n${sound}\r\n`
    socket.write(`POST ${orders} HTTP/1.1\r\n${lines}\r\n${end}\r\n\r\n${body}`)
    socket.end()
    socket.resume()
    await once(socket, 'close')
  }
  assert.deepEqual(await takeTraces(exchange), before)
})
