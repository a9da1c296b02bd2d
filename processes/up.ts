// The whole exchange in one process: `npm start` ends here.
import { Fault } from '../core/units/index.ts'
import { readConfig } from './config.ts'
import { startExchange, type Exchange } from './exchange.ts'
import { readyBlock } from './ready-block.ts'

/** Draining is quick; a part that hangs must not keep the process alive for longer than this. */
const drainMsMax = 4_500

let exchange: Exchange | undefined
let stopping = false

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  console.log(`${signal}: draining …`)
  const overdue = setTimeout(() => {
    console.error(`draining took longer than ${drainMsMax} ms; what was acknowledged is durable all the same`)
    process.exit(1)
  }, drainMsMax)
  await exchange?.stop()
  clearTimeout(overdue)
  console.log('stopped')
  process.exit(0)
}

function fail(error: unknown): never {
  const known = error instanceof Fault || (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(known ? `OPEX cannot run: ${(error as Error).message}` : error)
  process.exit(1)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal).catch(fail))
try {
  const config = readConfig(process.env)
  exchange = await startExchange(config, fail)
  // A signal that came while the exchange started: there was nothing to drain then, now there is.
  if (stopping) await exchange.stop()
  else console.log(readyBlock(config, exchange))
} catch (error) {
  fail(error)
}
