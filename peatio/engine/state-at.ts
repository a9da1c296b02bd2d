import type { State } from '../../core/exchange/index.ts'
import { Fault, type Sequence, type TimeMs } from '../../core/units/index.ts'
import type { StoredFiles } from '../../platform/storage/index.ts'
import { JournalReader } from './journal-reader.ts'
import { recordsOf } from './journal.ts'
import { applyRecord, type LeaderState } from './leader-state.ts'
import { engineDefaults, type EngineLog } from './options.ts'
import { loadSnapshot } from './recover.ts'

/** The exchange as it was after one record of the journal. */
export type PastState = { exchange: State; sequence: Sequence; at: TimeMs }

type PastOptions = {
  log: EngineLog
  /** Makes a file durable: given what `readDirectory` opened, its `sync`. */
  sync?: (name: string) => void
  onReplayed?: (sequence: number) => void
}

const reportEvery = 10_000

/**
 * Replays the newest snapshot and the journal after it up to `sequence`, reading only: for proofs and reports, beside
 * a running engine. Without a sequence it goes as far as whole batches reach, and syncs the segment they stand in:
 * nobody else may have done so yet. Faults: `journal_short` if there is no such record (yet), `journal_corrupt`.
 */
export function stateAt(
  storage: StoredFiles,
  sequence: Sequence | 'last',
  { log, sync, onReplayed }: PastOptions,
): PastState {
  const until = sequence === 'last' ? Infinity : sequence
  const { state } = loadSnapshot(storage, until, { log, orderKeysMax: engineDefaults.orderKeysMax })
  const segment = replay(storage, state, { until, ...(onReplayed && { onReplayed }) })
  if (sequence === 'last') sync?.(segment)
  const reached = state.sequence
  if (reached === 0 || (sequence !== 'last' && reached !== sequence)) {
    throw new Fault('journal_short', {
      detail: `record ${sequence} is asked for, the journal ends at ${reached}`,
    })
  }
  return { exchange: state.exchange, sequence: reached, at: state.at }
}

/** Gives the name of the segment it ended in. */
function replay(
  storage: StoredFiles,
  state: LeaderState,
  { until, onReplayed }: { until: number; onReplayed?: (sequence: number) => void },
): string {
  const reader = new JournalReader(storage, state.sequence + 1)
  let name = ''
  while (state.sequence < until) {
    const step = reader.step()
    name = step.segment.name
    // A broken end is a batch that is being written; damage before it is told by the reader's own checks.
    if (step.kind === 'end' || (step.kind === 'broken' && !reader.wasSynced())) break
    if (step.kind === 'broken') {
      const { segment, position } = step
      throw new Fault('journal_corrupt', {
        detail: `${segment.name} at byte ${position}: a record is broken`,
      })
    }
    for (const record of recordsOf(step)) {
      if (record.sequence <= state.sequence || record.sequence > until) continue
      applyRecord(state, record)
      if (record.sequence % reportEvery === 0) onReplayed?.(record.sequence)
    }
  }
  return name
}
