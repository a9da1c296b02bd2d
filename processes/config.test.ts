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

test('order rates are told by group, orders per seconds, and 0 is none', () => {
  const ratesOf = (text: string) => readConfig({ OPEX_ORDER_RATE: text }).orderRates
  assert.deepEqual(ratesOf('any=5/10,vip-1=50/1'), {
    any: { max: 5, windowMs: 10_000 },
    'vip-1': { max: 50, windowMs: 1_000 },
  })
  assert.deepEqual(ratesOf('0'), {})
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
  ['OPEX_ORDER_RATE', 'any=0/10'],
  ['OPEX_QUEUE_MAX', '0'],
  ['OPEX_QUEUE_MAX', '1e4'],
  ['OPEX_ORDER_RATE', 'any=10'],
  ['OPEX_ORDER_RATE', 'any=10/10;vip=1/1'],
] as const) {
  test(`${name}=${value} is refused by name`, () => {
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`config_invalid: ${name} must be`))
  })
}
