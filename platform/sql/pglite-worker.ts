import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { Fault } from '../../core/units/index.ts'
import { keepTemplate, loadTemplate } from './pglite-template.ts'
import type { FromWorker, ToWorker } from './pglite-client.ts'

const port = parentPort!
const { directory } = workerData as { directory: string | undefined }
const send = (message: FromWorker) => port.postMessage(message)

/** Counters and times are safe numbers; one that is not would be silently another row. */
const safeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Fault('sql_unsafe_integer', { detail: text })
  return value
}

async function open(): Promise<PGlite> {
  const parsers = { [types.INT8]: safeNumber }
  const loadDataDir = directory === undefined ? await loadTemplate() : undefined
  if (loadDataDir) return PGlite.create({ parsers, loadDataDir })
  const pg = await PGlite.create({ parsers, ...(directory === undefined ? {} : { dataDir: directory }) })
  if (directory === undefined) await keepTemplate(() => pg.dumpDataDir('gzip'))
  return pg
}

const failureOf = (error: unknown): FromWorker & { kind: 'failed' } => {
  const read = (name: string) => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
    return typeof value === 'string' ? value : undefined
  }
  return {
    kind: 'failed',
    message: read('message') ?? String(error),
    code: read('code'),
    constraint: read('constraint'),
    table: read('table'),
  }
}

const opened = open()
opened.then(
  () => send({ kind: 'open' }),
  (error: unknown) => send(failureOf(error)),
)

/** One statement at a time, in the order asked: PGlite has one connection. */
let last: Promise<void> = opened.then(
  () => undefined,
  () => undefined,
)

port.on('message', (message: ToWorker) => {
  last = last.then(() => (message.kind === 'close' ? close() : run(message)))
})

async function run({ text, parameters }: ToWorker & { kind: 'query' }): Promise<void> {
  try {
    const pg = await opened
    const { rows, affectedRows } = await pg.query<Record<string, unknown>>(text, parameters)
    send({ kind: 'rows', rows, affected: affectedRows ?? 0 })
  } catch (error) {
    send(failureOf(error))
  }
}

async function close(): Promise<void> {
  try {
    await (await opened).close()
  } finally {
    port.close()
  }
}
