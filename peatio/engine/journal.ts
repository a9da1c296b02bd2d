import type { Storage } from '../../platform/storage/index.ts'
import { assert } from '../../core/units/index.ts'
import { encodeFrame } from './frame.ts'
import { JournalReader, type Step } from './journal-reader.ts'
import type { JournalRecord } from './port.ts'
import { decodeRecord, encodeRecord } from './record-codec.ts'
import { corrupt, createSegment, segmentsOf } from './segment.ts'

export type Journal = {
  /**
   * One batch: durable when it returns. Throws a Fault `storage_failed`, after which nothing more may be
   * written. Gives the lines that were written, for whoever reads them next.
   */
  append(records: JournalRecord[]): string[]
  /** The same, with the sync on another thread if the storage can: one at a time. */
  appendLater(records: JournalRecord[]): Promise<string[]>
  /** Begins a new segment if the present one is full; true if it did. */
  rotate(): boolean
  close(): void
}

/**
 * An unfinished write that a crash left at the end of the journal, and that was dropped. Nobody was answered.
 */
export type TornTail = { segment: string; position: number; bytes: number }

/**
 * Opens the journal to append, and gives `replay` all records after `after`, in order. A torn tail is
 * dropped; damage anywhere else is a Fault `journal_corrupt` that names segment and byte.
 */
export function openJournal(
  storage: Storage,
  after: number,
  { segmentBytesMax, replay }: { segmentBytesMax: number; replay: (record: JournalRecord) => void },
): { journal: Journal; torn: TornTail | null } {
  if (segmentsOf(storage).length === 0 && after === 0) createSegment(storage, 1)
  const { last, next, torn } = readToEnd(storage, after, replay)
  if (next <= after) {
    throw corrupt(
      last.segment.name,
      last.position,
      `record ${next} is missing, a snapshot has record ${after}`,
    )
  }
  let segment = last.segment
  let file = storage.append(segment.name, last.position)
  if (torn) file.truncate(torn.position)
  // Of the last batch nobody knows whether its sync succeeded: it is in the system's cache, and perhaps only
  // there.
  if (last.frame) {
    const [from, end] = last.frame
    file.rewrite(from, storage.read(segment.name, from, end - from))
  }
  file.sync()

  let following = next
  const write = (records: JournalRecord[]): string[] => {
    assert(records[0]?.sequence === following, 'the journal has no gaps')
    const lines = records.map(encodeRecord)
    file.append([encodeFrame({ epoch: storage.epoch, first: following, lines })])
    return lines
  }
  const journal: Journal = {
    append(records) {
      const lines = write(records)
      file.sync()
      following += records.length
      return lines
    },
    async appendLater(records) {
      const lines = write(records)
      if (file.syncLater) await file.syncLater()
      else file.sync()
      following += records.length
      return lines
    },
    rotate() {
      if (file.length < segmentBytesMax) return false
      file.close()
      segment = createSegment(storage, following)
      file = storage.append(segment.name)
      return true
    },
    close: () => file.close(),
  }
  return { journal, torn }
}

function readToEnd(storage: Storage, after: number, replay: (record: JournalRecord) => void) {
  const reader = new JournalReader(storage, after + 1)
  let frame: { segment: string; place: [number, number] } | undefined
  for (;;) {
    const step = reader.step()
    const { segment, position } = step
    if (step.kind === 'frame') {
      for (const record of recordsOf(step)) if (record.sequence > after) replay(record)
      frame = { segment: segment.name, place: [position, step.end] }
      continue
    }
    if (step.kind === 'broken' && reader.hasFrameAfter(position)) {
      throw corrupt(segment.name, position, 'a broken record is followed by whole ones')
    }
    const torn =
      step.kind === 'broken'
        ? { segment: segment.name, position, bytes: storage.size(segment.name) - position }
        : null
    const place = frame?.segment === segment.name ? frame.place : undefined
    return { last: { segment, position, frame: place }, next: reader.next, torn }
  }
}

/** The records of a frame; a record that says another sequence than its place is damage. */
export function recordsOf(step: Step & { kind: 'frame' }): JournalRecord[] {
  const { frame, segment, position } = step
  const records = frame.lines.map(decodeRecord)
  const inPlace = records.every(({ sequence }, index) => sequence === frame.first + index)
  if (!inPlace)
    throw corrupt(segment.name, position, `record ${frame.first} and those after it are out of place`)
  return records
}
