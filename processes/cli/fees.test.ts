import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { readWords } from './command-line.ts'
import { feesCommand } from './fees.ts'

test('a misspelt option changes nothing: it is not taken for all groups and markets', async (t) => {
  const requests: string[] = []
  const fee = { id: 1, group: 'any', market_id: 'any', maker: '0.001', taker: '0.002', updated_at: 'now' }
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response.end(JSON.stringify(request.method === 'GET' ? [fee] : fee))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const env = { OPEX_URL: `http://127.0.0.1:${port}`, OPEX_API_KEY: 'key', OPEX_API_SECRET: 'secret' }
  const fees = (line: string) => feesCommand(env).run(readWords(line.split(' ')), () => {})
  for (const line of ['delete --grup vip-1', 'set --maker 0 --taker 0 --markte btcusd', 'delete vip-1'])
    await assert.rejects(fees(line), { code: 'usage' }, line)
  assert.deepEqual(requests, [])
  assert.equal(await fees('set --maker 0 --taker 0 --group any --reason why'), 0)
  assert.equal(requests.length, 2)
})
