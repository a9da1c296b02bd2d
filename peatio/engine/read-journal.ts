import type { StoredFiles } from '../../platform/storage/index.ts'
import { Fault } from '../../core/units/index.ts'
import { recordsOf } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import type { JournalRecord } from './port.ts'
import { readSegmentHead, segmentsOf } from './segment.ts'
import { snapshotName, snapshotsOf } from './snapshot.ts'

/** A record and where it stands. */
export type PlacedRecord = { record: JournalRecord; segment: string; position: number; epoch: number }

/**
 * The records from one sequence to another, both included, in order; up to the last whole one if there are no
 * more. Faults: `journal_corrupt`, also if the journal does not reach back so far; `journal_missing`.
 */
export function* readRecords(
  files: StoredFiles,
  { from, to }: { from: number; to: number },
): Generator<PlacedRecord> {
  refuseMissing(files)
  const reader = new JournalReader(files, from)
  while (reader.next <= to) {
    const step = reader.step()
    if (step.kind !== 'frame') return
    const { position, segment, frame } = step
    for (const record of recordsOf(step)) {
      if (record.sequence < from || record.sequence > to) continue
      yield { record, segment: segment.name, position, epoch: frame.epoch }
    }
  }
}

/** What lies in a journal's directory, from the heads of its files alone. */
export type Outline = {
  segments: { name: string; first: number; version: number; epoch: number; bytes: number }[]
  snapshots: { name: string; sequence: number; bytes: number }[]
  /** Term of the last writer. */
  epoch: number
}

/** Faults: `journal_missing`, `journal_corrupt` for a broken head. */
export function outlineOf(files: StoredFiles): Outline {
  refuseMissing(files)
  return {
    segments: segmentsOf(files).map((segment) => {
      const { version, epoch } = readSegmentHead(files, segment)
      return { ...segment, version, epoch, bytes: files.size(segment.name) }
    }),
    snapshots: snapshotsOf(files)
      .reverse()
      .map((sequence) => {
        const name = snapshotName(sequence)
        return { name, sequence, bytes: files.size(name) }
      }),
    epoch: files.epoch,
  }
}

/** Sequence of the oldest record that is still there. */
export function firstRecordOf(files: StoredFiles): number {
  refuseMissing(files)
  return segmentsOf(files)[0]!.first
}

function refuseMissing(files: StoredFiles): void {
  if (segmentsOf(files).length > 0) return
  throw new Fault('journal_missing', { detail: 'there is no journal in this directory' })
}
