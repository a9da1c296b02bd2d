import type { StoredFiles } from '../../platform/storage/index.ts'
import { Fault } from '../../core/units/index.ts'
import { compareStates } from './compare-states.ts'
import { hashOf } from './hash-state.ts'
import { damaged, recordsOf } from './journal.ts'
import { JournalReader, type Step } from './journal-reader.ts'
import { applyRecord, createLeaderState, type LeaderState } from './leader-state.ts'
import { engineDefaults } from './options.ts'
import type { JournalRecord } from './port.ts'
import { corrupt, segmentsOf } from './segment.ts'
import { readSnapshot, snapshotName, snapshotsOf } from './snapshot.ts'

/** What a walk over the whole journal found. */
export type Verified = {
  segments: number
  frames: number
  records: number
  bytes: number
  /** The last sequence that is whole, and the terms of the writers that wrote. */
  sequence: number
  epochs: number
  snapshots: number
  /** Of the state that the journal adds up to; null if it could not be replayed. */
  stateHash: string | null
  /** What is no damage, but worth knowing. */
  notes: string[]
  /** What is wrong: the first damage of the journal with segment and byte, and every bad snapshot. */
  damage: string[]
}

export type Progress = { sequence: number; bytes: number; bytesTotal: number }

type Walk = { found: Verified; state: LeaderState | null; snapshots: number[] }

/**
 * Reads everything: heads, checksums, chain, seals, sequences, epochs; replays it, and holds every snapshot
 * against the state at its sequence. Changes nothing, and may be used while the journal's writer works.
 */
export function verifyJournal(files: StoredFiles, progress: (done: Progress) => void = () => {}): Verified {
  const segments = segmentsOf(files)
  const found: Verified = {
    segments: segments.length,
    frames: 0,
    records: 0,
    bytes: 0,
    sequence: 0,
    epochs: 0,
    snapshots: 0,
    stateHash: null,
    notes: [],
    damage: [],
  }
  const [oldest] = segments
  const snapshots = snapshotsOf(files).reverse()
  const walk: Walk = { found, state: null, snapshots }
  if (!oldest) {
    if (snapshots.length > 0) found.damage.push('there are snapshots and no journal')
    return found
  }
  walk.state = beginning(files, walk, oldest.first)
  try {
    walkFrames(files, walk, { from: oldest.first, progress })
  } catch (fault) {
    if (!(fault instanceof Fault) || !/^journal_(corrupt|unreadable)$/.test(fault.code)) throw fault
    found.damage.unshift(fault.message.replace('journal_corrupt: ', ''))
    walk.state = null
  }
  for (const sequence of walk.snapshots) checkSnapshot(files, walk, sequence)
  if (walk.state) found.stateHash = hashOf(walk.state.exchange)
  return found
}

/** The state before the oldest record: nothing, or what a snapshot says if older segments were dropped. */
function beginning(files: StoredFiles, { found, snapshots }: Walk, first: number): LeaderState | null {
  if (first === 1) return createLeaderState(engineDefaults.orderKeysMax)
  for (const sequence of snapshots) {
    if (sequence < first - 1) continue
    const read = readSnapshot(files, sequence, engineDefaults.orderKeysMax)
    if ('damage' in read) continue
    found.notes.push(
      `the journal begins at record ${first}; it is replayed from ${snapshotName(sequence)}, ` +
        `of which only the checksum can be checked`,
    )
    return read.state
  }
  found.notes.push(`the journal begins at record ${first}, and no usable snapshot lets it be replayed`)
  return null
}

function walkFrames(
  files: StoredFiles,
  walk: Walk,
  { from, progress }: { from: number; progress: (done: Progress) => void },
): void {
  const { found } = walk
  const reader = new JournalReader(files, from)
  const bytesTotal = segmentsOf(files).reduce((sum, { name }) => sum + files.size(name), 0)
  const epochs = new Set<number>()
  for (;;) {
    const step = nextStep(reader)
    if (step.kind !== 'frame') return atEnd(files, walk, step)
    epochs.add(step.frame.epoch)
    found.frames += 1
    found.epochs = epochs.size
    found.bytes += step.end - step.position
    for (const record of recordsOf(step)) {
      if (walk.state && record.sequence > walk.state.sequence) replay(walk.state, record, step)
      found.records += 1
      found.sequence = record.sequence
      while (walk.snapshots[0] === record.sequence) checkSnapshot(files, walk, walk.snapshots.shift()!)
    }
    progress({ sequence: found.sequence, bytes: found.bytes, bytesTotal })
  }
}

function replay(state: LeaderState, record: JournalRecord, { segment, position }: Step): void {
  try {
    applyRecord(state, record)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw corrupt(segment.name, position, `record ${record.sequence} contradicts those before it: ${reason}`)
  }
}

/** Whoever looks while the writer writes may see half a frame, and a moment later the whole of it. */
function nextStep(reader: JournalReader): Step {
  const step = reader.step()
  if (step.kind !== 'broken' || !reader.wasSynced()) return step
  const again = reader.step()
  if (again.kind === 'broken') throw corrupt(again.segment.name, again.position, damaged)
  return again
}

function atEnd(files: StoredFiles, { found }: Walk, { kind, segment, position }: Step): void {
  if (kind !== 'broken') return
  const bytes = files.size(segment.name) - position
  found.notes.push(
    `${segment.name} at byte ${position}: ${bytes} bytes of an unfinished write; nobody was answered, ` +
      `and the next start drops them`,
  )
}

function checkSnapshot(files: StoredFiles, { found, state }: Walk, sequence: number): void {
  const name = snapshotName(sequence)
  if (!files.list().includes(name)) {
    found.notes.push(`${name} was dropped meanwhile`)
    return
  }
  found.snapshots += 1
  const read = readSnapshot(files, sequence, engineDefaults.orderKeysMax)
  if ('damage' in read) found.damage.push(`${name}: ${read.damage}`)
  else if (sequence > found.sequence && found.damage.length === 0) {
    found.damage.push(`${name}: the journal ends before it, at record ${found.sequence}`)
  } else if (state?.sequence === sequence) {
    for (const part of compareStates(state, read.state)) {
      found.damage.push(`${name}: ${part} are not what the journal gives`)
    }
  }
}
