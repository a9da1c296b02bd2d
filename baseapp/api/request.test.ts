import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestOf } from './request.ts'

const cancel = { mount: 'peatio', method: 'POST', path: '/market/orders/:id/cancel' } as const
const list = { mount: 'peatio', method: 'GET', path: '/market/orders' } as const
const removeKey = { mount: 'barong', method: 'DELETE', path: '/resource/api_keys/:kid' } as const

test('path segments are taken from the input and escaped', () => {
  const { url, init } = requestOf(cancel, { id: 'a/b' }, null)
  assert.equal(url, '/api/v2/peatio/market/orders/a%2Fb/cancel')
  assert.equal(init.body, '{}')
})

test('reads put their input into the query and leave out what is undefined', () => {
  const { url, init } = requestOf(
    list,
    { market: 'btcusdt', state: ['wait', 'done'], page: undefined },
    'token',
  )
  assert.equal(url, '/api/v2/peatio/market/orders?market=btcusdt&state%5B%5D=wait&state%5B%5D=done')
  assert.equal(init.body, undefined)
  assert.equal(init.headers['X-CSRF-Token'], undefined)
})

test('changes carry the CSRF token; a DELETE carries its input in the query', () => {
  assert.equal(requestOf(cancel, { id: 1 }, 'token').init.headers['X-CSRF-Token'], 'token')
  const { url, init } = requestOf(removeKey, { kid: 'k1', totp_code: '123456' }, 'token')
  assert.equal(url, '/api/v2/barong/resource/api_keys/k1?totp_code=123456')
  assert.equal(init.headers['X-CSRF-Token'], 'token')
})

test('a missing path segment is a bug, not a request', () => {
  assert.throws(() => requestOf(cancel, {}, null), /needs id/)
})
