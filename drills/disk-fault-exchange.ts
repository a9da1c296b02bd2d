import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { demoPassword } from '../world/demo.ts'
import { Bot, Person, type Json } from '../world/session.ts'
import { freePort, spawnExchange } from '../world/spawned-exchange.ts'

const order: Json = { market: 'ethusdt', side: 'buy', volume: '0.001', ord_type: 'limit', price: '1900.5' }

/**
 * A whole exchange whose fdatasync begins to fail while orders come in: from then on none is acknowledged, the
 * process ends, and the next one has all that were.
 */
export async function failUnderOrders(dataDirectory: string, say: (line: string) => void): Promise<Json> {
  const port = await freePort()
  const env = { OPEX_DEMO_MAKERS: '0' }
  const exchange = await spawnExchange(dataDirectory, { port, env })
  const person = new Person(exchange.url)
  assert.equal((await person.signIn('alice@opex.local', demoPassword)).status, 200)
  assert.equal((await person.enableSecondFactor()).status, 201)
  const bot = new Bot(exchange.url, await person.createApiKey())
  const acknowledged: string[] = []
  for (let count = 0; count < 20; count++) {
    const { status, body } = await bot.place(order)
    assert.equal(status, 201, JSON.stringify(body))
    acknowledged.push(String(body['uuid']))
  }
  await failSyncsOf(exchange.pid)
  const later = await Promise.all(
    Array.from({ length: 20 }, () =>
      bot.place(order).then(
        ({ status }) => status,
        () => 'no answer' as const,
      ),
    ),
  )
  assert.ok(!later.includes(201), `an order was acknowledged although no sync succeeds: ${later.join(', ')}`)
  const code = await exchange.exited
  assert.ok(code !== 0 && code !== null, `the exchange ended with ${code}`)
  say(`the exchange stopped with ${code}; answers meanwhile: ${[...new Set(later)].join(', ')}`)

  const again = await spawnExchange(dataDirectory, { port, env })
  for (const uuid of acknowledged) assert.equal((await bot.order(uuid)).status, 200, `${uuid} is lost`)
  assert.equal((await bot.place(order)).status, 201)
  assert.equal(await again.stop(), 0)
  return { acknowledgedBefore: acknowledged.length, acknowledgedAfter: 0, exitCode: code }
}

/** Resolves when the tracer has taken hold of every thread; it ends with the process. */
async function failSyncsOf(pid: number): Promise<void> {
  const tracer = spawn(
    'strace',
    ['-f', '-p', `${pid}`, '-e', 'inject=fdatasync:error=EIO', '-e', 'trace=fdatasync'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  tracer.unref()
  let text = ''
  const attached = new Promise<void>((resolve) => {
    tracer.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (/Process \d+ attached/.test(text)) resolve()
    })
  })
  const failed = once(tracer, 'exit').then(([code]) => {
    throw new Error(`strace ended with ${code}: ${text}`)
  })
  failed.catch(() => undefined)
  await Promise.race([attached, failed])
}
