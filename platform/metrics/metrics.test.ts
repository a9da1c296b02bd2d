import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHttp } from '../http/index.ts'
import { createLog } from '../log/index.ts'
import { createMetrics, metricsRoutes } from './index.ts'

function opened(token = '') {
  const metrics = createMetrics()
  const app = createHttp(createLog('test', 'silent'))
  metricsRoutes(app, { metrics, token })
  const get = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    app.inject({ url: '/metrics', headers, remoteAddress })
  return { metrics, get }
}

test('what was counted is told in the text format', async () => {
  const { metrics, get } = opened()
  metrics.counter('opex_alarms_total', 'Alarms').add(2)
  metrics.gauge('opex_differences', 'Differences', ['kind']).set(3, { kind: 'account' })
  const { body, headers } = await get()
  assert.match(body, /^opex_alarms_total 2$/m)
  assert.match(body, /^opex_differences\{kind="account"\} 3$/m)
  assert.match(String(headers['content-type']), /^text\/plain/)
})

test('a counter that never counted is there and zero', async () => {
  const { metrics, get } = opened()
  metrics.counter('opex_alarms_total', 'Alarms')
  assert.match((await get()).body, /^opex_alarms_total 0$/m)
})

test('without a token only this machine is told, and nobody behind a proxy of it', async () => {
  const { get } = opened()
  assert.equal((await get()).statusCode, 200)
  assert.equal((await get({}, '10.0.0.7')).statusCode, 404)
  for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
    assert.equal((await get({ [name]: '127.0.0.1' })).statusCode, 404, name)
  }
})

test('with a token its bearer is told, wherever he is, and nobody else', async () => {
  const { get } = opened('open-sesame')
  assert.equal((await get({ authorization: 'Bearer open-sesame' }, '10.0.0.7')).statusCode, 200)
  for (const authorization of ['Bearer open-sesam', 'open-sesame', 'Bearer ', '']) {
    assert.equal((await get({ authorization })).statusCode, 404, authorization)
  }
  assert.equal((await get()).statusCode, 404)
})
