import { workerData } from 'node:worker_threads'
import { assert } from '../../core/units/index.ts'
import { joinDirectory } from '../../platform/storage/index.ts'
import { JournalReader } from './journal-reader.ts'
import { recordsOf } from './journal.ts'
import { applyRecord } from './leader-state.ts'
import { loadSnapshot } from './recover.ts'
import { writeSnapshot } from './snapshot.ts'
import type { SnapshotWorkerData } from './take-snapshot.ts'

const { directory, epoch, until, options, positions } = workerData as SnapshotWorkerData
const storage = joinDirectory(directory, epoch)
const ignore = { info: () => {}, warn: () => {}, error: () => {} }
const { state } = loadSnapshot(storage, until, { log: ignore, orderKeysMax: options.orderKeysMax })
const reader = new JournalReader(storage, state.sequence + 1)
while (reader.next <= until) {
  const step = reader.step()
  assert(step.kind === 'frame', 'what is durable can be read')
  for (const record of recordsOf(step)) if (record.sequence > state.sequence) applyRecord(state, record)
}
writeSnapshot(storage, state, positions)
