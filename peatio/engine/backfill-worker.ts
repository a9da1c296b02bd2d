import { parentPort, workerData } from 'node:worker_threads'
import { assert, Fault } from '../../core/units/index.ts'
import { joinDirectory } from '../../platform/storage/index.ts'
import type { BackfillReply, BackfillRequest, BackfillWorkerData } from './backfill.ts'
import { openReplay, type Replay } from './replay.ts'

assert(parentPort !== null, 'this file runs as a thread')
const port = parentPort
const { directory, epoch, after } = workerData as BackfillWorkerData
const ignore = { info: () => {}, warn: () => {}, error: () => {} }
let replay: Replay | null = null

port.on('message', ({ until, countMax }: BackfillRequest) => {
  port.postMessage(answer(until, countMax))
})

function answer(until: number, countMax: number): BackfillReply {
  try {
    replay ??= openReplay(joinDirectory(directory, epoch), after, ignore)
    return { records: replay.next(until, countMax) }
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'backfill_failed'
    return { code, message: error instanceof Error ? error.message : String(error) }
  }
}
