import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('without any setting the exchange binds loopback, keeps its data here and runs the demo', () => {
  const config = readConfig({})
  assert.deepEqual([config.host, config.port, config.demo], ['127.0.0.1', 3000, true])
  assert.equal(config.baseUrl, 'http://127.0.0.1:3000')
  assert.match(config.dataDirectory, /\.opex$/)
})

for (const [name, value] of [
  ['OPEX_PORT', '70000'],
  ['OPEX_PORT', '3e3'],
  ['OPEX_DEMO', 'no'],
  ['OPEX_LOG_LEVEL', 'loud'],
  ['OPEX_BASE_URL', 'not a url'],
  ['OPEX_ALARM_WEBHOOK', 'file:///etc/passwd'],
  ['OPEX_ALARM_WEBHOOK', 'here'],
] as const) {
  test(`${name}=${value} is refused by name`, () => {
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`config_invalid: ${name} must be`))
  })
}
