import { Worker } from 'node:worker_threads'
import type { Leader } from './leader.ts'
import type { EngineLog, EngineOptions } from './options.ts'
import type { Positions } from './snapshot.ts'

export type SnapshotWorkerData = { directory: string; epoch: number; options: EngineOptions }

export type SnapshotTask = {
  /** The last record that belongs into the snapshot; durable. */
  until: number
  positions: Positions
}

/**
 * Snapshots of a live engine, made from its files: another thread replays the last snapshot and the journal
 * after it, so the engine never pauses to write its state down, and every snapshot proves that the journal
 * can be read. The thread stays: its code is compiled once, and most of its work is to run it. One that failed is
 * replaced when the next snapshot is due.
 */
export function createSnapshotTaker({
  directory,
  leader,
  log,
}: {
  directory: string
  leader: Pick<Leader, 'recovered' | 'options' | 'sequence' | 'positions' | 'prune'>
  log: EngineLog
}) {
  let busy = false
  let thread: Worker | null = null

  function start(): Worker {
    const { recovered, options } = leader
    const workerData: SnapshotWorkerData = { directory, epoch: recovered.epoch, options }
    const file = new URL('./snapshot-worker.js', import.meta.url)
    const worker = new Worker(file, { workerData, name: 'snapshot' })
    worker.on('message', () => {
      busy = false
      // While it waits it keeps nobody alive, and ends with the engine's thread.
      worker.unref()
      leader.prune()
    })
    worker.on('error', (error) => log.error({ err: error }, 'a snapshot could not be written'))
    worker.on('exit', () => {
      busy = false
      thread = null
    })
    return worker
  }

  return {
    /** One at a time; if the last one still runs, the next full segment asks again. */
    take(): void {
      if (busy) return
      busy = true
      thread ??= start()
      const task: SnapshotTask = { until: leader.sequence, positions: leader.positions }
      thread.ref()
      thread.postMessage(task, [])
    },
  }
}
