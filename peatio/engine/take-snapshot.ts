import { Worker } from 'node:worker_threads'
import type { Leader } from './leader.ts'
import type { EngineLog, EngineOptions } from './options.ts'
import type { Positions } from './snapshot.ts'

export type SnapshotWorkerData = {
  directory: string
  epoch: number
  options: EngineOptions
  /** Whether the thread gets out of the way of all others. */
  yields: boolean
}

export type SnapshotTask = {
  /** The last record that belongs into the snapshot; durable. */
  until: number
  positions: Positions
}

/**
 * Nobody waits for a snapshot, so the thread that writes it yields to all others; but where there are never enough
 * processors for all, it would fall further and further behind, and with it the next start, and the room that old
 * segments take. So after so many segments were closed without one, the next ones do not yield, until one
 * is there before the next segment is closed.
 */
const behindMax = 4

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
  /** Segments that were closed while the last snapshot was being written, or since it by a process that is dead. */
  let { behind } = leader.recovered
  let yields = true
  let thread: Worker | null = null

  function start(): Worker {
    const { recovered, options } = leader
    const workerData: SnapshotWorkerData = { directory, epoch: recovered.epoch, options, yields }
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
      if (thread !== worker) return
      busy = false
      thread = null
    })
    return worker
  }

  /** A thread that has stepped back cannot come forward again: another one takes its place. */
  function yieldOrNot(): void {
    const yieldsNow = behind === 0 || (yields && behind < behindMax)
    if (!yieldsNow) log.info({ segments: behind }, 'snapshots are behind and do not yield for now')
    behind = 0
    if (yieldsNow === yields) return
    yields = yieldsNow
    void thread?.terminate()
    thread = null
  }

  return {
    /** One at a time; if the last one still runs, the next full segment asks again. */
    take(): void {
      if (busy) {
        behind += 1
        return
      }
      busy = true
      yieldOrNot()
      thread ??= start()
      const task: SnapshotTask = { until: leader.sequence, positions: leader.positions }
      thread.ref()
      thread.postMessage(task, [])
    },
  }
}
