import { Worker } from 'node:worker_threads'
import { resolve as resolvePath } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { startBackfill } from './backfill.ts'
import { Front, type RunningEngine } from './front.ts'
import type { ToBack, ToFront } from './messages.ts'
import { engineDefaults, type EngineLog, type EngineOptions } from './options.ts'

export type StartEngine = {
  /** Where journal and snapshots lie; made on first use. */
  directory: string
  log: EngineLog
  options?: Partial<EngineOptions>
  /** The engine failed; every call is refused from now on. The process should exit and start anew. */
  onStopped: (fault: Error) => void
  /** A subscription ended because its consumer threw, or because what it asked for is gone. */
  onConsumerFault: (error: unknown) => void
}

/** Young objects are collected in small portions, each in a millisecond or two, so that no command waits for long. */
const maxYoungGenerationSizeMb = 12

/** See `FrontPorts`: with more calls at once, deciding while the disk works is worth a message of its own. */
const heldTogether = 16

/** What the engine's thread is told at its start. */
export type EngineWorkerData = { directory: string; options: EngineOptions }

/**
 * Starts the engine of record in a thread of its own, where waiting for the disk blocks nobody. Resolves when
 * the journal is recovered. Faults: `data_directory_in_use`, `journal_corrupt`, `journal_unreadable`,
 * `storage_failed`.
 */
export async function startEngine(ports: StartEngine): Promise<RunningEngine> {
  const directory = resolvePath(ports.directory)
  const options = { ...engineDefaults, ...ports.options }
  const workerData: EngineWorkerData = { directory, options }
  const thread = new Worker(new URL('./engine-worker.js', import.meta.url), {
    workerData,
    name: 'engine',
    resourceLimits: { maxYoungGenerationSizeMb },
  })
  const { log, onStopped, onConsumerFault } = ports
  let front: Front | null = null

  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => {
      front?.receive({ kind: 'stopped', code, message })
      reject(new Fault(code, { detail: message.replace(`${code}: `, '') }))
    }
    thread.on('message', (message: ToFront) => {
      if (message.kind === 'ready') {
        const { recovered } = message
        const openBackfill = (after: number) => startBackfill({ directory, epoch: recovered.epoch, after })
        const send = (work: ToBack) => thread.postMessage(work, [])
        const schedule = setImmediate
        front = new Front({
          recovered,
          options,
          log,
          send,
          schedule,
          heldTogether,
          openBackfill,
          onStopped,
          onConsumerFault,
        })
        resolve(front)
      } else if (message.kind === 'log') {
        log[message.level](message.facts, message.text)
      } else if (message.kind === 'stopped') {
        fail(message.code, message.message)
      } else if (message.kind !== 'closed') {
        front?.receive(message)
      }
    })
    thread.on('error', (error) => fail('engine_stopped', `the engine's thread failed: ${error.message}`))
    // An orderly end is told when the thread is gone, and its lock on the directory with it.
    thread.on('exit', (code) => {
      if (code === 0) front?.receive({ kind: 'closed' })
      else fail('engine_stopped', `the engine's thread ended with ${code}`)
    })
  })
}
