import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activityText, deviceText } from './activity-words.ts'

test('what failed is told as an attempt', () => {
  assert.equal(activityText({ action: 'login', result: 'succeed' }), 'Signed in')
  assert.equal(activityText({ action: 'login', result: 'failed' }), 'Tried to sign in')
  assert.equal(activityText({ action: 'signup', result: 'failed' }), 'Account created')
})

test('an unknown action is told as it is', () => {
  assert.equal(activityText({ action: 'toString', result: 'succeed' }), 'toString')
})

test('browsers that call themselves by several names are told by their own', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
  assert.equal(deviceText(chrome), 'Chrome on Linux')
  assert.equal(deviceText(`${chrome} Edg/126.0`), 'Edge on Linux')
  assert.equal(
    deviceText('Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Safari/604.1'),
    'Safari on iOS',
  )
  assert.equal(
    deviceText('Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0'),
    'Firefox on Windows',
  )
})

test('programs are told by the beginning of their name', () => {
  assert.equal(deviceText('curl/8.5.0'), 'curl/8.5.0')
  assert.equal(deviceText('x'.repeat(50)), `${'x'.repeat(39)}…`)
  assert.equal(deviceText(''), 'Unknown')
})
