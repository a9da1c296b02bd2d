import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A whole exchange in a process of its own, as `npm start` runs it. */
export type Spawned = {
  url: string
  pid: number
  /** SIGKILL, and the moment it is gone. */
  kill(): Promise<void>
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>
  /** The exit code, when it has ended of itself or otherwise; null after a signal. */
  exited: Promise<number | null>
  output(): string
}

const alive = new Set<ChildProcess>()

/** For `after`: a test that failed half-way leaves no exchange behind, and does not wait for one. */
export function killAll(): void {
  for (const child of alive) child.kill('SIGKILL')
}

/** What `npm test` says to its own processes, of which most end before optimised code has paid for itself. */
const hurried = process.execArgv.filter((flag) => flag === '--liftoff-only')
const entry = fileURLToPath(new URL('../processes/up.js', import.meta.url))

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Starts on `port`, under a tracer (one that stays in the background) if there is one; resolves when the exchange
 * says that it is ready, rejects with its output if it ends first.
 */
export async function spawnExchange(
  dataDirectory: string,
  { port, env = {}, under = [] }: { port: number; env?: Record<string, string>; under?: string[] },
): Promise<Spawned> {
  const [program, ...args] = [...under, process.execPath, '--enable-source-maps', ...hurried, entry]
  const child = spawn(program, args, {
    env: {
      ...process.env,
      OPEX_PORT: String(port),
      OPEX_DATA_DIR: dataDirectory,
      OPEX_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  let output = ''
  const exited = once(child, 'exit') as Promise<[number | null]>
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-20_000)
        if (output.includes('OPEX is ready')) resolve()
      })
    }
  })
  const early = exited.then(([code]) => {
    throw new Error(`the exchange ended before it was ready (${code}):\n${output}`)
  })
  await Promise.race([ready, early])
  early.catch(() => undefined)
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    exited: exited.then(([code]) => code),
    async stop() {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
    output: () => output,
  }
}
