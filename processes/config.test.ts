import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('without any setting the exchange binds loopback, keeps its data here and runs the demo', () => {
  const config = readConfig({})
  assert.deepEqual([config.host, config.port, config.demo], ['127.0.0.1', 3000, true])
  assert.equal(config.baseUrl, 'http://127.0.0.1:3000')
  assert.match(config.dataDirectory, /\.opex$/)
})

test('a proof of liabilities is due daily, every so many hours, or never', () => {
  const hoursOf = (text?: string) => readConfig({ OPEX_PROOF_HOURS: text }).proofHours
  assert.deepEqual([hoursOf(), hoursOf('6'), hoursOf('0')], [24, 6, null])
})

for (const [name, value] of [
  ['OPEX_PORT', '70000'],
  ['OPEX_PORT', '3e3'],
  ['OPEX_DEMO', 'no'],
  ['OPEX_LOG_LEVEL', 'loud'],
  ['OPEX_BASE_URL', 'not a url'],
  ['OPEX_ALARM_WEBHOOK', 'file:///etc/passwd'],
  ['OPEX_ALARM_WEBHOOK', 'here'],
  ['OPEX_PROOF_HOURS', '-1'],
] as const) {
  test(`${name}=${value} is refused by name`, () => {
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`config_invalid: ${name} must be`))
  })
}
