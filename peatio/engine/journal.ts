import type { AppendFile, Storage } from '../../platform/storage/index.ts'
import { assert } from '../../core/units/index.ts'
import { encodeFrame, linkOf, type Block } from './frame.ts'
import { JournalReader, linkBefore, type Step } from './journal-reader.ts'
import type { JournalRecord } from './port.ts'
import { decodeRecord } from './record-codec.ts'
import { sealBytes, sealOf } from './seal.ts'
import { corrupt, createSegment, noLink, segmentsOf, segmentVersion } from './segment.ts'

export type Journal = {
  /**
   * One batch: durable when it returns. Throws a Fault `storage_failed`, after which nothing more may be
   * written.
   */
  append(block: Block): void
  /** The same, with the sync on another thread if the storage can: one at a time. */
  appendLater(block: Block): Promise<void>
  /** Begins a new segment if the present one is full; true if it did. */
  rotate(): boolean
  close(): void
}

/**
 * An unfinished write that a crash left at the end of the journal, and that was dropped. Nobody was answered.
 */
export type TornTail = { segment: string; position: number; bytes: number }

/** The journal's end: where the next frame goes, its first sequence, and what it is linked to. */
type End = { file: AppendFile; next: number; link: Buffer }

/**
 * Opens the journal to append, and gives `replay` all records after `after`, in order. A torn tail is
 * dropped; damage anywhere else is a Fault `journal_corrupt` that names segment and byte. A journal of an
 * older format is continued in a new segment of the newest.
 */
export function openJournal(
  storage: Storage,
  after: number,
  { segmentBytesMax, replay }: { segmentBytesMax: number; replay: (record: JournalRecord) => void },
): { journal: Journal; torn: TornTail | null } {
  if (segmentsOf(storage).length === 0 && after === 0) createSegment(storage, { first: 1, previous: noLink })
  const { reader, last, torn, step } = readToEnd(storage, after, replay)
  const { segment, position } = step
  if (reader.next <= after) {
    throw corrupt(segment.name, position, `record ${reader.next} is missing, a snapshot has record ${after}`)
  }
  const file = storage.append(segment.name, position)
  if (torn) file.truncate(torn.position)
  if (last) {
    // Nobody knows whether the last sync succeeded, which would have covered this frame and the seal before it,
    // or this frame's seal: they are in the system's cache, and perhaps only there.
    const from = Math.max(reader.head.bytes, last.from - (reader.head.version === 1 ? 0 : sealBytes))
    file.rewrite(from, storage.read(segment.name, from, position - from))
  }
  file.sync()
  if (!reader.sealed) file.append([sealOf(reader.link)])
  const { next, link } = reader
  if (reader.head.version === segmentVersion) {
    return { journal: appendTo(storage, { file, next, link }, segmentBytesMax), torn }
  }
  file.close()
  // An old segment without a frame is replaced by its successor, which follows from what was before both.
  const empty = segment.first === next
  const begun = beginSegment(storage, { next, link: empty ? linkBefore(storage, next) : link })
  return { journal: appendTo(storage, begun, segmentBytesMax), torn }
}

function beginSegment(storage: Storage, { next, link }: { next: number; link: Buffer }): End {
  const segment = createSegment(storage, { first: next, previous: link })
  return { file: storage.append(segment.name), next, link: segment.head.link }
}

function appendTo(storage: Storage, end: End, segmentBytesMax: number): Journal {
  let { file, next, link } = end
  const write = (block: Block): Buffer => {
    assert(block.first === next, 'the journal has no gaps')
    const frame = encodeFrame(block, { epoch: storage.epoch, previous: link })
    file.append([frame])
    return frame
  }
  const seal = (frame: Buffer, count: number) => {
    next += count
    link = linkOf(frame)
    file.append([sealOf(link)])
  }
  return {
    append(block) {
      const frame = write(block)
      file.sync()
      seal(frame, block.count)
    },
    async appendLater(block) {
      const frame = write(block)
      const { count } = block
      if (file.syncLater) await file.syncLater()
      else file.sync()
      seal(frame, count)
    },
    rotate() {
      if (file.length < segmentBytesMax) return false
      // The last seal has no frame behind it whose sync would cover it.
      file.sync()
      file.close()
      ;({ file, link } = beginSegment(storage, { next, link }))
      return true
    },
    close: () => file.close(),
  }
}

function readToEnd(storage: Storage, after: number, replay: (record: JournalRecord) => void) {
  const reader = new JournalReader(storage, after + 1)
  let frame: { segment: string; from: number } | null = null
  for (;;) {
    const step = reader.step()
    const { segment, position } = step
    if (step.kind === 'frame') {
      for (const record of recordsOf(step)) if (record.sequence > after) replay(record)
      frame = { segment: segment.name, from: position }
      continue
    }
    if (step.kind === 'broken' && reader.wasSynced()) throw corrupt(segment.name, position, damaged)
    const torn =
      step.kind === 'broken'
        ? { segment: segment.name, position, bytes: storage.size(segment.name) - position }
        : null
    return { reader, last: frame?.segment === segment.name ? frame : null, torn, step }
  }
}

/** What is said of a broken frame that was once whole. */
export const damaged = 'a broken record, and what stands behind it shows that it was once whole'

/** The records of a frame; a record that says another sequence than its place is damage. */
export function recordsOf(step: Step & { kind: 'frame' }): JournalRecord[] {
  const { frame, segment, position } = step
  const records = frame.lines.map(decodeRecord)
  const inPlace = records.every(({ sequence }, index) => sequence === frame.first + index)
  if (!inPlace)
    throw corrupt(segment.name, position, `record ${frame.first} and those after it are out of place`)
  return records
}
