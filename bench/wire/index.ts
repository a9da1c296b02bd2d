// The wire's bench: orders by request and by socket to their durable answer, beside a Fastify that echoes JSON.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figureOf, keepResults, type Figure } from '../results.ts'
import { drawOrders } from './draw-orders.ts'
import type { Driven, HttpLoad } from './drive-http.ts'
import type { SocketLoad } from './drive-socket.ts'
import { startPinned, type Pinned } from './pinned.ts'

export type WireBenchOptions = { seconds: number; rounds: number; seed: number }

/** `perSecond`: answers; `cpuUs`: of the server's process, with all its threads and its share of the kernel. */
type Measured = { perSecond: number; cpuUs: number; refused: number }
type Round = { echo: Measured; order: Measured }
/** Makes the load of the orders for an exchange that listens there. */
type OrderLoad = (exchange: { port: number; tokens: string[] }) => HttpLoad | SocketLoad

const warmUpRounds = 8
const connections = 64
const socketInFlight = 192

/** An order's request and its durable answer, against an echo of the same body: both servers on the same core. */
export function runHttpBench({ seconds, rounds, seed }: WireBenchOptions): Promise<Figure[]> {
  const load: OrderLoad = ({ port, tokens }) => ({
    kind: 'http',
    port,
    path: '/api/v2/peatio/market/orders',
    status: 201,
    bodies: drawOrders(1_000, seed),
    tokens: tokens.slice(0, connections),
    seconds,
  })
  return besideEcho('http', load, { seconds, rounds, seed }, [
    'HTTP order to durable answer ÷ JSON echo',
    { gate: 0.5, target: 0.8 },
  ])
}

/** The same over one socket. */
export function runSocketBench({ seconds, rounds, seed }: WireBenchOptions): Promise<Figure[]> {
  const load: OrderLoad = ({ port, tokens }) => ({
    kind: 'socket',
    port,
    token: tokens[0]!,
    bodies: drawOrders(1_000, seed),
    inFlight: socketInFlight,
    seconds,
  })
  return besideEcho('socket', load, { seconds, rounds, seed }, [
    'order entry over one websocket ÷ JSON echo',
    { gate: 2, target: 3 },
  ])
}

async function besideEcho(
  name: string,
  orderLoad: OrderLoad,
  options: WireBenchOptions,
  [figure, wanted]: [string, { gate: number; target: number }],
): Promise<Figure[]> {
  const { seconds, rounds: count, seed } = options
  const directory = await mkdtemp(join(tmpdir(), 'opex-bench-wire-'))
  const started: Pinned[] = []
  const pinned = async (core: number, file: string) => {
    const process = await startPinned(core, file, join(directory, 'journal'))
    started.push(process)
    return process
  }
  try {
    const driver = await pinned(1, './drive.js')
    const echo = await pinned(0, './serve-echo.js')
    const exchange = await pinned(0, './serve-exchange.js')
    const { port } = echo.first as { port: number }
    const tokens = Array.from({ length: connections }, () => '')
    const bodies = drawOrders(1_000, seed)
    const echoLoad: HttpLoad = { kind: 'http', port, path: '/echo', status: 200, bodies, tokens, seconds }
    const ordersLoad = orderLoad(exchange.first as { port: number; tokens: string[] })
    const round = async (): Promise<Round> => {
      // What orders left behind, such as a snapshot, is not the echo's to pay for.
      await calm(exchange)
      const bare = await measure(driver, echo, echoLoad)
      return { echo: bare, order: await measure(driver, exchange, ordersLoad) }
    }
    // Exchanges run for days, compilers want some ten thousands of requests before they have seen enough.
    for (let warmed = 0; warmed < warmUpRounds; warmed++) await round()
    const rounds: Round[] = []
    while (rounds.length < count) rounds.push(await round())
    await keepResults(name, { options, connections, rounds })
    const ratios = rounds.map(({ echo: bare, order }) => order.perSecond / bare.perSecond)
    return [figureOf(figure, ratios, wanted)]
  } finally {
    for (const each of started) await each.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

const looksMs = 100

/** Resolves when a server does next to nothing. */
async function calm(server: Pinned): Promise<void> {
  for (let before = NaN; ;) {
    const { cpuMs } = await server.ask<{ cpuMs: number }>({})
    if (cpuMs - before < looksMs / 10) return
    before = cpuMs
    await new Promise((resolve) => setTimeout(resolve, looksMs))
  }
}

async function measure(driver: Pinned, server: Pinned, load: HttpLoad | SocketLoad): Promise<Measured> {
  const before = await server.ask<{ cpuMs: number }>({})
  const { answered, refused, seconds } = await driver.ask<Driven>(load)
  const after = await server.ask<{ cpuMs: number }>({})
  if (answered === 0) throw new Error(`none of ${refused} requests was answered as expected`)
  return {
    perSecond: answered / seconds,
    cpuUs: ((after.cpuMs - before.cpuMs) * 1_000) / (answered + refused),
    refused,
  }
}
