import type { Storage, StoredFiles } from '../../platform/storage/index.ts'
import type { Sequence } from '../../core/units/index.ts'
import { openJournal, type Journal, type TornTail } from './journal.ts'
import { applyRecord, createLeaderState, type LeaderState } from './leader-state.ts'
import type { EngineLog, EngineOptions } from './options.ts'
import { segmentsOf } from './segment.ts'
import { readSnapshot, snapshotsOf, type Positions } from './snapshot.ts'

/** What was found at the start. */
export type Recovered = {
  sequence: Sequence | 0
  epoch: number
  /** The first record that the journal holds: older ones may have been dropped. */
  first: Sequence
  /** The snapshot that was used, 0 for none, and how many records were replayed after it. */
  snapshot: number
  replayed: number
  /** How many segments had been closed since that snapshot. */
  behind: number
  torn: TornTail | null
}

/** Newest usable snapshot, then every record after it. Faults: `journal_corrupt`, `journal_unreadable`. */
export function recover(
  storage: Storage,
  log: EngineLog,
  options: EngineOptions,
): { state: LeaderState; positions: Positions; journal: Journal; recovered: Recovered } {
  const { state, positions } = loadSnapshot(storage, Infinity, { log, orderKeysMax: options.orderKeysMax })
  const snapshot = state.sequence
  let replayed = 0
  const { journal, torn } = openJournal(storage, snapshot, {
    segmentBytesMax: options.segmentBytesMax,
    replay(record) {
      applyRecord(state, record)
      replayed += 1
    },
  })
  const segments = segmentsOf(storage)
  const first = (segments[0]?.first ?? 1) as Sequence
  // The last one is open.
  const behind = Math.max(0, segments.filter((segment) => segment.first > snapshot).length - 1)
  const recovered = {
    sequence: state.sequence,
    epoch: storage.epoch,
    first,
    snapshot,
    replayed,
    behind,
    torn,
  }
  if (torn)
    log.warn(torn, 'an unfinished write at the end of the journal was dropped; nobody had been answered')
  log.info(recovered, 'journal recovered')
  return { state, positions, journal, recovered }
}

/** The newest usable snapshot up to a sequence; an empty state if there is none. */
export function loadSnapshot(
  storage: StoredFiles,
  sequenceMax: number,
  { log, orderKeysMax }: { log: EngineLog; orderKeysMax: number },
): { state: LeaderState; positions: Positions } {
  for (const sequence of snapshotsOf(storage)) {
    if (sequence > sequenceMax) continue
    const found = readSnapshot(storage, sequence, orderKeysMax)
    if (!('damage' in found)) return found
    log.warn({ sequence, damage: found.damage }, 'a snapshot cannot be used')
  }
  return { state: createLeaderState(orderKeysMax), positions: new Map() }
}
