// Fan-out's bench: the same trades to a thousand readers, by ranger and by a loop of `send`, in turns on one core.
import { figureOf, keepResults, type Figure } from '../results.ts'
import { startPinned, type Pinned } from '../wire/pinned.ts'
import type { FanOutQuestion } from './serve.ts'

export type FanOutOptions = { readers: number; messages: number; portion: number; rounds: number }

/** `cpuUs`: the server's CPU time, with its share of the kernel, for each message to each reader. */
type Measured = { cpuUs: number; perCoreSecond: number; bytes: number }
type Round = { ranger: Measured; loop: Measured }

/**
 * CPU time counts: what a core can deliver in a second is its inverse. Readers are a process on the other core, and a
 * measurement ends when they have received everything.
 */
export async function runFanOutBench(options: FanOutOptions): Promise<Figure[]> {
  const { readers, rounds: count } = options
  const server = await startPinned(0, '../fan-out/serve.js')
  const driver = await startPinned(1, '../fan-out/drive.js')
  try {
    const ports = server.first as { ranger: number; loop: number }
    const stream = '/api/v2/ranger/public?stream=btcusdt.trades'
    await driver.ask({ open: { port: ports.ranger, path: stream, count: readers } })
    await driver.ask({ open: { port: ports.loop, path: '/', count: readers } })
    const round = async (): Promise<Round> => ({
      ranger: await measure('ranger', { server, driver, options }),
      loop: await measure('loop', { server, driver, options }),
    })
    await round()
    const rounds: Round[] = []
    while (rounds.length < count) rounds.push(await round())
    await keepResults('fan-out', { options, rounds })
    const ratios = rounds.map(({ ranger, loop }) => loop.cpuUs / ranger.cpuUs)
    return [figureOf(`fan-out to ${readers} readers ÷ a loop of ws.send`, ratios, { gate: 5, target: 8 })]
  } finally {
    await server.stop()
    await driver.stop()
  }
}

type Parties = { server: Pinned; driver: Pinned; options: FanOutOptions }

async function measure(by: FanOutQuestion['by'], { server, driver, options }: Parties): Promise<Measured> {
  const { readers, messages, portion } = options
  const received = async () => (await driver.ask<{ bytes: number }>({ bytes: true })).bytes
  const used = async () => (await server.ask<{ cpuMs: number }>({ cpu: true })).cpuMs
  const [bytesBefore, cpuBefore] = [await received(), await used()]
  await server.ask({ by, messages, portion })
  let bytes = bytesBefore
  // Until something has arrived and nothing more does.
  for (let last = -1; bytes === bytesBefore || last !== bytes;) {
    last = bytes
    await new Promise((resolve) => setTimeout(resolve, 100))
    bytes = await received()
  }
  const cpuUs = (((await used()) - cpuBefore) * 1_000) / (messages * readers)
  return { cpuUs, perCoreSecond: 1e6 / cpuUs, bytes: bytes - bytesBefore }
}
