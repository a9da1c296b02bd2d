import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMessage, scopeOf, streamsOfUrl } from './read-message.ts'

test('a frame is a ping, a subscription, an unsubscription, or gets the documented error', () => {
  assert.deepEqual(readMessage('ping'), { kind: 'ping' })
  assert.deepEqual(readMessage('{"event":"subscribe","streams":["a.b","a.b","c"]}'), {
    kind: 'subscribe',
    streams: ['a.b', 'c'],
  })
  assert.deepEqual(readMessage('{"event":"unsubscribe","streams":[]}'), { kind: 'unsubscribe', streams: [] })
  const errors: [frame: string, error: RegExp][] = [
    ['', /^Could not parse message: /],
    ['{', /^Could not parse message: /],
    ['null', /^Could not parse message: /],
    ['[1,2]', /^Could not parse message: /],
    ['"subscribe"', /^Could not parse message: /],
    ['{}', /^Could not parse Type: Invalid event$/],
    ['{"event":"listen","streams":["a"]}', /^Could not parse Type: Invalid event$/],
    ['{"event":"subscribe"}', /^No streams provided$/],
    ['{"event":"subscribe","streams":null}', /^No streams provided$/],
    ['{"event":"unsubscribe","streams":"a"}', /^No streams provided$/],
    ['{"event":"subscribe","streams":["a",1]}', /^Could not parse message: /],
    ['{"event":"subscribe","streams":[null]}', /^Could not parse message: /],
  ]
  for (const [frame, error] of errors) {
    const asked = readMessage(frame)
    assert.ok(asked.kind === 'invalid' && error.test(asked.error), `${frame} gave ${JSON.stringify(asked)}`)
  }
})

test("a handshake's streams repeat or are comma separated, and are not decoded", () => {
  assert.deepEqual(streamsOfUrl('/public/?stream=global.tickers&stream=a.trades,b.trades&x=1&stream='), [
    'global.tickers',
    'a.trades',
    'b.trades',
  ])
  assert.deepEqual(streamsOfUrl('/public/?stream=a%2Cb'), ['a%2Cb'])
  assert.deepEqual(streamsOfUrl('/public'), [])
  assert.deepEqual(streamsOfUrl(`/?stream=${'x'.repeat(65)}`), [])
})

test('the dots of a name tell who may read it', () => {
  assert.deepEqual(['order', 'btcusdt.trades', 'finex.a.b', 'a.b.c.d'].map(scopeOf), [
    'private',
    'public',
    'restricted',
    'restricted',
  ])
})
