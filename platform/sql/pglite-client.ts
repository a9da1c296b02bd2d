import { Worker } from 'node:worker_threads'
import { Fault } from '../../core/units/index.ts'

export type ToWorker = { kind: 'query'; text: string; parameters: unknown[] } | { kind: 'close' }
export type Rows = { kind: 'rows'; rows: Record<string, unknown>[]; affected: number }
export type Failed = {
  kind: 'failed'
  message: string
  code: string | undefined
  constraint: string | undefined
  table: string | undefined
}
export type FromWorker = { kind: 'open' } | Rows | Failed

/** What the database refused; `code` is the SQLSTATE that `sqlFailure` sorts. */
export class SqlError extends Error {
  readonly code: string | undefined
  readonly constraint: string | undefined
  readonly table: string | undefined
  constructor({ message, code, constraint, table }: Failed, text: string) {
    super(`${message} (in: ${text.slice(0, 200)})`)
    this.name = 'SqlError'
    this.code = code
    this.constraint = constraint
    this.table = table
  }
}

/** A connection to PGlite in a thread of its own: a busy statement never starves the caller's timers. */
export type PgliteClient = {
  query(text: string, parameters: readonly unknown[]): Promise<Rows>
  close(): Promise<void>
}

type Waiting = { text: string; resolve(rows: Rows): void; reject(error: Error): void }

/** Starts the thread; resolves when the database answers. Rejects with a Fault `sql_unavailable`. */
export async function startPglite(directory: string | undefined): Promise<PgliteClient> {
  const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), { workerData: { directory } })
  const waiting: Waiting[] = []
  let ended: Fault | undefined
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const end = (cause?: unknown) => {
    ended ??= new Fault('sql_unavailable', {
      cause,
      detail: cause instanceof Error ? cause.message : 'closed',
    })
    for (const each of waiting.splice(0)) each.reject(ended)
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('error', (error) => reject(new Fault('sql_unavailable', { cause: error })))
    worker.once('exit', () =>
      reject(new Fault('sql_unavailable', { detail: 'the database ended while starting' })),
    )
    worker.once('message', (message: FromWorker) =>
      message.kind === 'open'
        ? resolve()
        : reject(new Fault('sql_unavailable', { detail: JSON.stringify(message) })),
    )
  }).catch(async (error: unknown) => {
    await worker.terminate()
    throw error
  })
  // An idle database does not keep the process alive; a statement on its way does.
  worker.unref()
  worker.on('error', end)
  worker.once('exit', () => end())
  worker.on('message', (message: FromWorker) => {
    const asked = waiting.shift()
    if (waiting.length === 0 && !ended) worker.unref()
    if (!asked) return
    if (message.kind === 'rows') asked.resolve(message)
    else if (message.kind === 'failed') asked.reject(new SqlError(message, asked.text))
  })
  const post = (message: ToWorker) => worker.postMessage(message, [])

  return {
    query: (text, parameters) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        if (waiting.push({ text, resolve, reject }) === 1) worker.ref()
        try {
          post({ kind: 'query', text, parameters: [...parameters] })
        } catch (cause) {
          waiting.pop()
          reject(new Fault('sql_parameter_refused', { cause }))
        }
      }),
    async close() {
      if (!ended) {
        ended = new Fault('sql_unavailable', { detail: 'closed' })
        worker.ref()
        post({ kind: 'close' })
      }
      await exited
    },
  }
}
