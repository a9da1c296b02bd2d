import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { demoPassword } from '../../world/demo.ts'
import { Bot, Person, type ApiKey } from '../../world/session.ts'
import { freePort, spawnExchange } from '../../world/spawned-exchange.ts'
import { percentile, runLoad, type Sample } from './load.ts'

export type StackOptions = {
  /** Load at which latencies are stated, in orders a second. */
  statedRate: number
  /** Loads tried in turn until one is not held. */
  ladder: readonly number[]
  /** How long a load must be held. */
  seconds: number
  seed: number
}

export type StackRow = {
  rate: number
  held: boolean
  achieved: number
  failed: number
  refused: string
  answered: string
  streamed: string
}

const emails = ['alice@opex.local', 'bob@opex.local']

/**
 * The whole stack in one process (gateway, authz, engine, journal, SQL projection; embedded parts) with the load
 * generator on the same machine. A load is held if every order was accepted, the answers kept up with the rate,
 * 99 % of them came within a second, and the projection had caught up at the end.
 */
export async function runStackBench(options: StackOptions, say: (line: string) => void): Promise<StackRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-bench-'))
  const port = await freePort()
  const exchange = await spawnExchange(directory, {
    port,
    env: { OPEX_DEMO_MAKERS: '0', OPEX_PROOF_HOURS: '0', OPEX_ORDER_RATE: '0' },
  })
  const streamed = new Map<string, number>()
  const sockets: WebSocket[] = []
  try {
    const keys: ApiKey[] = []
    for (const email of emails) {
      const key = await keyFor(exchange.url, email)
      keys.push(key)
      sockets.push(await listen(new Bot(exchange.url, key), port, streamed))
    }
    const bot = new Bot(exchange.url, keys[0]!)
    const rows: StackRow[] = []
    const measure = async (rate: number, seconds: number): Promise<StackRow> => {
      streamed.clear()
      const samples = await runLoad({ rate, seconds, port, keys, seed: options.seed, streamed })
      // Reading one's own history waits for the projection: this is the proof that it kept up.
      const caughtUpMs = await timed(() => bot.call('GET', '/api/v2/peatio/market/orders?limit=1'))
      return rowOf(rate, samples, caughtUpMs)
    }
    say(`warming up: 5 s at ${options.statedRate} orders/s`)
    await measure(options.statedRate, 5)
    for (const rate of [options.statedRate, ...options.ladder]) {
      say(`holding ${rate} orders/s for ${options.seconds} s`)
      const row = await measure(rate, options.seconds)
      rows.push(row)
      if (!row.held) break
    }
    return rows
  } finally {
    for (const socket of sockets) socket.terminate()
    await exchange.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

function rowOf(rate: number, samples: Sample[], caughtUpMs: number): StackRow {
  const failed = samples.filter(({ status }) => status !== 201).length
  const answered = samples.map(({ answeredMs }) => answeredMs)
  const told = samples.flatMap(({ streamedMs }) => (streamedMs === null ? [] : [streamedMs]))
  const first = samples[0]!.dueAt
  const last = Math.max(...samples.map(({ dueAt, answeredMs }) => dueAt + answeredMs))
  const achieved = Math.round(((samples.length - failed) * 1_000) / (last - first))
  const held =
    failed === 0 && achieved >= rate * 0.98 && percentile(answered, 0.99) < 1_000 && caughtUpMs < 2_000
  const refused = countBy(samples.map(({ status }) => status).filter((status) => status !== 201))
  return {
    rate,
    held,
    achieved,
    failed,
    refused,
    answered: spread(answered),
    streamed: `${spread(told)} (${told.length}/${samples.length})`,
  }
}

const countBy = (statuses: number[]) =>
  [...new Set(statuses)]
    .map((status) => `${statuses.filter((each) => each === status).length} × ${status}`)
    .join(', ')

const spread = (values: number[]) =>
  [0.5, 0.9, 0.99, 0.999].map((share) => percentile(values, share).toFixed(1)).join(' / ')

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

async function keyFor(url: string, email: string): Promise<ApiKey> {
  const person = new Person(url)
  await person.signIn(email, demoPassword)
  await person.enableSecondFactor()
  return person.createApiKey()
}

/** Subscribes to a trader's own orders and notes when each was first told. */
async function listen(bot: Bot, port: number, streamed: Map<string, number>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v2/ranger/private?stream=order`, {
    headers: bot.headers(),
  })
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.on('message', (data: Buffer) => {
    const now = performance.now()
    const { order } = JSON.parse(data.toString()) as { order?: { uuid: string } }
    if (order && !streamed.has(order.uuid)) streamed.set(order.uuid, now)
  })
  return socket
}
