import { Worker } from 'node:worker_threads'
import { Fault } from '../../core/units/index.ts'
import type { Published } from './port.ts'
import type { Backfill } from './subscription.ts'

export type BackfillWorkerData = { directory: string; epoch: number; after: number }
export type BackfillRequest = { until: number; countMax: number }
export type BackfillReply = { records: Published[] } | { code: string; message: string }

/**
 * A replay on a thread of its own, for a reader of the outbox that is far behind: the engine does not notice.
 */
export function startBackfill(workerData: BackfillWorkerData): Backfill {
  const thread = new Worker(new URL('./backfill-worker.js', import.meta.url), {
    workerData,
    name: 'backfill',
  })
  let waiting: { resolve: (records: Published[]) => void; reject: (fault: Fault) => void } | null = null
  let failed: Fault | null = null

  const fail = (code: string, detail: string) => {
    failed ??= new Fault(code, { detail })
    waiting?.reject(failed)
    waiting = null
  }
  thread.on('message', (reply: BackfillReply) => {
    if ('code' in reply) return fail(reply.code, reply.message)
    waiting?.resolve(reply.records)
    waiting = null
  })
  thread.on('error', (error) => fail('backfill_failed', error.message))
  thread.on('exit', () => fail('backfill_failed', 'its thread ended'))

  return {
    next(until, countMax) {
      if (failed) return Promise.reject(failed)
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const request: BackfillRequest = { until, countMax }
        thread.postMessage(request, [])
      })
    },
    close: () => void thread.terminate(),
  }
}
