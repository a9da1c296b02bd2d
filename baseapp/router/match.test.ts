import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchPath } from './match.ts'

test('a fixed path matches itself, with or without a trailing slash, and nothing longer', () => {
  assert.deepEqual(matchPath('/wallets', '/wallets'), {})
  assert.deepEqual(matchPath('/wallets', '/wallets/'), {})
  assert.equal(matchPath('/wallets', '/wallets/btc'), undefined)
  assert.equal(matchPath('/wallets', '/'), undefined)
  assert.deepEqual(matchPath('/', '/'), {})
})

test('a parameter is read and decoded; an optional one may be absent', () => {
  assert.deepEqual(matchPath('/trading/:market?', '/trading/btcusdt'), { market: 'btcusdt' })
  assert.deepEqual(matchPath('/trading/:market?', '/trading'), {})
  assert.deepEqual(matchPath('/users/:id', '/users/a%20b'), { id: 'a b' })
  assert.equal(matchPath('/users/:id', '/users'), undefined)
})

test('a path that cannot be decoded is no page of ours', () => {
  assert.equal(matchPath('/trading/:market?', '/trading/%E0%A4%A'), undefined)
})
