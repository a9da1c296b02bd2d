import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types, type Results } from '@electric-sql/pglite'
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

const parsers = { [types.INT8]: safeNumber }

function open(): Promise<PGlite> {
  return directory === undefined ? initialise() : openDirectory(directory)
}

/** An empty database, in memory or in a directory that does not exist yet. */
async function initialise(dataDir?: string): Promise<PGlite> {
  const place = dataDir === undefined ? {} : { dataDir }
  const loadDataDir = await loadTemplate()
  if (loadDataDir) return PGlite.create({ parsers, loadDataDir, ...place })
  const pg = await PGlite.create({ parsers, ...place })
  await keepTemplate(() => pg.dumpDataDir('gzip'))
  return pg
}

/** A first start that is killed half way leaves a draft, which the next one throws away. */
async function openDirectory(dataDir: string): Promise<PGlite> {
  if (!existsSync(dataDir)) {
    const draft = `${dataDir}.new`
    rmSync(draft, { recursive: true, force: true })
    const pg = await initialise(draft)
    await pg.close()
    renameSync(draft, dataDir)
  }
  return PGlite.create({ parsers, dataDir })
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

/** Without parameters one message does what takes five with them: begin, commit and the like cost half. */
async function execute(
  pg: PGlite,
  text: string,
  parameters: unknown[],
): Promise<Results<Record<string, unknown>>> {
  if (parameters.length > 0) return pg.query(text, parameters)
  const results = await pg.exec(text)
  return results.at(-1) ?? { rows: [], fields: [] }
}

async function run({ text, parameters }: ToWorker & { kind: 'query' }): Promise<void> {
  try {
    const pg = await opened
    const { rows, affectedRows } = await execute(pg, text, parameters)
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
