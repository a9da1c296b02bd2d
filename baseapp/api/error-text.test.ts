import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejections } from '../../contract/rejections.ts'
import { errorText } from './error-text.ts'

test('a known key has its own sentence', () => {
  assert.equal(
    errorText('market.account.insufficient_balance'),
    'Your available balance does not cover this order.',
  )
})

test('an unknown key is spelled out and still carries the key', () => {
  assert.equal(
    errorText('account.gadget.too_shiny_value'),
    'Gadget: too shiny value (account.gadget.too_shiny_value).',
  )
  assert.equal(errorText('server.status_418'), 'The server refused this request (418).')
  assert.equal(errorText('value'), 'Value (value).')
  assert.equal(errorText(''), 'The server refused this request.')
})

test('missing fields are named', () => {
  assert.equal(errorText('identity.user.missing_nickname'), 'Nickname is required.')
})

test('names of Object.prototype are not texts', () => {
  assert.equal(errorText('constructor'), 'Constructor (constructor).')
})

test('whatever the engine refuses a trader has a sentence of its own', () => {
  for (const { key } of Object.values(rejections)) {
    if (!key.startsWith('admin.')) assert.ok(!errorText(key).includes(key), key)
  }
})
