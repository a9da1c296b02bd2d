import type { Storage, StoredFiles } from '../../platform/storage/index.ts'
import { Fault } from '../../core/units/index.ts'
import { blockOf, encodeFrame, linkOf, type Frame } from './frame.ts'
import { JournalReader, linkBefore } from './journal-reader.ts'
import { sealOf } from './seal.ts'
import { createSegment, segmentsOf, segmentVersion } from './segment.ts'
import { snapshotName, snapshotsOf } from './snapshot.ts'

/** What became of a fork. */
export type Forked = { sequence: number; segments: number; snapshots: number }

const chunkBytes = 1 << 20

/**
 * Copies a journal up to a record, this one included, into a storage that is empty, with the snapshots up to
 * there. The copy is byte for byte the same, but for its last batch if `to` lies within one. The target's epoch
 * has to be above all in the journal. Faults: `fork_impossible` if there is no such record or the target is not
 * empty, `journal_corrupt`.
 */
export function forkJournal(source: StoredFiles, target: Storage, to: number): Forked {
  if (target.list().length > 0) throw impossible('the target is not empty')
  const segments = segmentsOf(source)
  const oldest = segments[0]
  if (!oldest) throw impossible('there is no journal in this directory')
  // Needed by whoever starts on the copy, if the journal does not reach back to its beginning.
  const snapshots = snapshotsOf(source).filter((sequence) => sequence <= to)
  const reaches = oldest.first === 1 || snapshots.some((sequence) => sequence >= oldest.first - 1)
  if (to < 1 || !reaches) throw impossible(`neither journal nor snapshots reach back to record ${to}`)
  const end = findEnd(source, { from: oldest.first, to })
  for (const { name, first } of segments) {
    if (first > Math.max(to, 1)) break
    copy(source, target, { name, length: name === end.segment ? end.position : source.size(name) })
  }
  finish(target, end, to)
  for (const sequence of snapshots) {
    const name = snapshotName(sequence)
    copy(source, target, { name, length: source.size(name) })
  }
  return { sequence: to, segments: segmentsOf(target).length, snapshots: snapshots.length }
}

/** Where the copy of whole frames ends, and what follows: the last one's seal, or a frame wanted in part. */
type End = { segment: string; position: number; seal: Buffer | null; rest: Rest | null }
type Rest = { frame: Frame; previous: Buffer; version: number }

function findEnd(source: StoredFiles, { from, to }: { from: number; to: number }): End {
  const reader = new JournalReader(source, from)
  for (;;) {
    const { link, segment, position, sealed } = reader
    if (reader.next > to)
      return { segment: segment.name, position, seal: sealed ? null : sealOf(link), rest: null }
    const step = reader.step()
    if (step.kind !== 'frame') throw impossible(`the journal ends at record ${reader.next - 1}, before ${to}`)
    if (reader.next - 1 <= to) continue
    const before = step.segment.name === segment.name ? link : reader.head.link
    const rest = { frame: step.frame, previous: before, version: reader.head.version }
    // Its segment of an older format, which holds nothing else, is replaced.
    if (rest.version !== segmentVersion && step.frame.first === step.segment.first) {
      rest.previous = linkBefore(source, step.segment.first)
    }
    return { segment: step.segment.name, position: step.position, seal: null, rest }
  }
}

/**
 * The wanted part of a batch is a batch of its own, in a new segment if the old one has an older format.
 */
function finish(target: Storage, { segment, position, seal, rest }: End, to: number): void {
  if (!rest) return append(target, { segment, position, parts: seal ? [seal] : [] })
  const { epoch, first, lines } = rest.frame
  const begun =
    rest.version === segmentVersion ? null : createSegment(target, { first, previous: rest.previous })
  const previous = begun ? begun.head.link : rest.previous
  const block = blockOf({ first, lines: lines.slice(0, to - first + 1) })
  const frame = encodeFrame(block, { epoch, previous })
  const place = begun ? { segment: begun.name, position: begun.head.bytes } : { segment, position }
  append(target, { ...place, parts: [frame, sealOf(linkOf(frame))] })
}

function append(
  target: Storage,
  { segment, position, parts }: { segment: string; position: number; parts: Buffer[] },
): void {
  const file = target.append(segment, position)
  file.append(parts)
  file.sync()
  file.close()
}

function copy(
  source: StoredFiles,
  target: Storage,
  { name, length }: { name: string; length: number },
): void {
  const parts: Buffer[] = []
  for (let at = 0; at < length; at += chunkBytes) {
    parts.push(source.read(name, at, Math.min(chunkBytes, length - at)))
  }
  target.replace(name, parts)
}

const impossible = (detail: string) => new Fault('fork_impossible', { detail })
