import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { WebSocket } from 'ws'
import { demoPassword } from './demo.ts'
import { call, Person, type Json } from './session.ts'
import { freePort, killAll, spawnExchange } from './spawned-exchange.ts'

after(killAll)

const peatio = '/api/v2/peatio'
const quiet = { OPEX_DEMO_MAKERS: '0' }
const emptyDirectory = () => mkdtemp(join(tmpdir(), 'opex-life-'))

test('everything is still there after the process was killed: orders, balances, history and the session', async () => {
  const directory = await emptyDirectory()
  const port = await freePort()
  let exchange = await spawnExchange(directory, { port, env: quiet })
  const alice = new Person(exchange.url)
  await alice.signIn('alice@opex.local', demoPassword)
  const order = { market: 'ethbtc', side: 'buy', volume: '1.5', price: '0.05' }
  const placed = await alice.call('POST', `${peatio}/market/orders`, order)
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  const before = await alice.call('GET', `${peatio}/account/balances/btc`)

  await exchange.kill()
  exchange = await spawnExchange(directory, { port, env: quiet })
  const found = await alice.call('GET', `${peatio}/market/orders/${String(placed.body['uuid'])}`)
  assert.deepEqual([found.status, found.body['state'], found.body['id']], [200, 'wait', placed.body['id']])
  assert.deepEqual((await alice.call('GET', `${peatio}/account/balances/btc`)).body, before.body)
  assert.equal(before.body['locked'], '0.075')
  const book = await call<{ bids: [string, string][] }>(
    `${exchange.url}${peatio}/public/markets/ethbtc/depth`,
  )
  assert.deepEqual(book.body.bids, [['0.05', '1.5']])
  assert.equal(await exchange.stop(), 0)
  await rm(directory, { recursive: true, force: true })
})

test('a second exchange on the same data refuses, says why, and harms nothing', async () => {
  const directory = await emptyDirectory()
  const first = await spawnExchange(directory, { port: await freePort(), env: quiet })
  await assert.rejects(
    spawnExchange(directory, { port: await freePort(), env: quiet }),
    /OPEX cannot run: data_directory_in_use/,
  )
  assert.equal((await call(`${first.url}/health/ready`)).status, 200)
  assert.equal(await first.stop(), 0)
  await rm(directory, { recursive: true, force: true })
})

test('SIGTERM to npm drains the exchange, exits 0 and leaves no orphan', async () => {
  const directory = await emptyDirectory()
  const port = await freePort()
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, ...quiet, OPEX_PORT: String(port), OPEX_DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  let output = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('OPEX is ready')) resolve()
    })
    void exited.then(() => reject(new Error(`npm start ended early:\n${output}`)))
  })
  assert.match(output, /alice@opex\.local/)
  assert.match(output, /\/dev\/mail/)
  const asked = performance.now()
  child.kill('SIGTERM')
  const [code, signal] = await exited
  assert.deepEqual([code, signal], [0, null], output)
  assert.ok(performance.now() - asked < 5_000, 'the issue allows five seconds')
  await assert.rejects(call(`http://127.0.0.1:${port}/health/alive`), 'nobody listens any more')
  await rm(directory, { recursive: true, force: true })
})

test('whoever listens on a socket is told goodbye, and does not keep the exchange from stopping', async () => {
  const directory = await emptyDirectory()
  const exchange = await spawnExchange(directory, { port: await freePort(), env: { OPEX_DEMO: '0' } })
  const socket = new WebSocket(`${exchange.url.replace('http', 'ws')}/api/v2/ranger/public/`)
  await once(socket, 'open')
  const closed = once(socket, 'close') as Promise<[number]>
  assert.equal(await exchange.stop(), 0, exchange.output())
  assert.equal((await closed)[0], 1001)
  await rm(directory, { recursive: true, force: true })
})

test('without the demo there are no users, no markets and no makers, and the exchange still answers', async () => {
  const directory = await emptyDirectory()
  const exchange = await spawnExchange(directory, { port: await freePort(), env: { OPEX_DEMO: '0' } })
  const markets = await call<Json[]>(`${exchange.url}${peatio}/public/markets`)
  assert.deepEqual([markets.status, markets.body], [200, []])
  const alice = await new Person(exchange.url).signIn('alice@opex.local', demoPassword)
  assert.deepEqual([alice.status, alice.body['errors']], [401, ['identity.session.invalid_params']])
  assert.equal(await exchange.stop(), 0)
  await rm(directory, { recursive: true, force: true })
})
