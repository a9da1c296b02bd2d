import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../../core/units/index.ts'
import { joinDirectory } from '../../platform/storage/index.ts'
import { JournalReader } from './journal-reader.ts'
import { recordsOf } from './journal.ts'
import { applyRecord } from './leader-state.ts'
import { lowerPriority } from './lower-priority.ts'
import { loadSnapshot } from './recover.ts'
import { writeSnapshot } from './snapshot.ts'
import type { SnapshotTask, SnapshotWorkerData } from './take-snapshot.ts'

assert(parentPort !== null, 'this file runs as a thread')
const port = parentPort
const { directory, epoch, options, yields } = workerData as SnapshotWorkerData
const ignore = { info: () => {}, warn: () => {}, error: () => {} }

if (yields) lowerPriority()
port.on('message', (task: SnapshotTask) => {
  take(task)
  port.postMessage('taken')
})

/** The state is read anew each time, and not kept between: it may be as large as the engine's own. */
function take({ until, positions }: SnapshotTask): void {
  const storage = joinDirectory(directory, epoch)
  const { state } = loadSnapshot(storage, until, { log: ignore, orderKeysMax: options.orderKeysMax })
  const reader = new JournalReader(storage, state.sequence + 1)
  while (reader.next <= until) {
    const step = reader.step()
    assert(step.kind === 'frame', 'what is durable can be read')
    for (const record of recordsOf(step)) if (record.sequence > state.sequence) applyRecord(state, record)
  }
  writeSnapshot(storage, state, positions)
}
