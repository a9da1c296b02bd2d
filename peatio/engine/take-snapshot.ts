import { Worker } from 'node:worker_threads'
import type { Leader } from './leader.ts'
import type { EngineLog, EngineOptions } from './options.ts'
import type { Positions } from './snapshot.ts'

export type SnapshotWorkerData = {
  directory: string
  epoch: number
  /** The last record that belongs into the snapshot; durable. */
  until: number
  options: EngineOptions
  positions: Positions
}

/**
 * Snapshots of a live engine, made from its files: another thread replays the last snapshot and the journal
 * after it, so the engine never pauses to write its state down, and every snapshot proves that the journal
 * can be read.
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
  return {
    /** One at a time; if the last one still runs, the next full segment asks again. */
    take(): void {
      if (busy) return
      busy = true
      const workerData: SnapshotWorkerData = {
        directory,
        epoch: leader.recovered.epoch,
        until: leader.sequence,
        options: leader.options,
        positions: leader.positions,
      }
      const worker = new Worker(new URL('./snapshot-worker.js', import.meta.url), {
        workerData,
        name: 'snapshot',
      })
      worker.on('error', (error) => log.error({ err: error }, 'a snapshot could not be written'))
      worker.on('exit', (code) => {
        busy = false
        if (code === 0) leader.prune()
      })
    },
  }
}
