import { crc32c } from '@node-rs/crc32'
import type { Storage, StoredFiles } from '../../platform/storage/index.ts'
import { Fault } from '../../core/units/index.ts'
import { hashBytes, linkOf, type FormatVersion } from './frame.ts'

/** A file of the journal, named for the sequence of its first record. */
export type Segment = { name: string; first: number }

/** What a segment says of itself. */
export type SegmentHead = {
  version: FormatVersion
  /** Of the writer that made it. */
  epoch: number
  /** Hash of the last frame before it, zeros if there is none; null in format 1. */
  previous: Buffer | null
  /** Hash of the head itself: what the first frame is linked to. */
  link: Buffer
  bytes: number
}

export const segmentVersion = 2
const magic = Buffer.from('OPEXJRNL')
const place = { version: 8, flags: 10, epoch: 12, first: 16, previous: 24 } as const
const headBytes = { 1: 32, 2: 64 } as const
/** Where the head's checksum lies; it covers everything before it. */
const checkAt = { 1: 24, 2: 60 } as const
const pattern = /^journal-(\d{16})\.log$/
/** What the first segment of a journal is linked to. */
export const noLink: Buffer = Buffer.alloc(hashBytes)

export function segmentsOf(files: StoredFiles): Segment[] {
  return files.list().flatMap((name) => {
    const found = pattern.exec(name)
    return found ? [{ name, first: Number(found[1]) }] : []
  })
}

/** Makes an empty segment of the newest format, linked to the frame before it; durable when it returns. */
export function createSegment(
  storage: Storage,
  { first, previous }: { first: number; previous: Buffer },
): Segment & { head: SegmentHead } {
  const head = Buffer.alloc(headBytes[segmentVersion])
  magic.copy(head)
  head.writeUInt16LE(segmentVersion, place.version)
  head.writeUInt16LE(0, place.flags)
  head.writeUInt32LE(storage.epoch, place.epoch)
  head.writeBigUInt64LE(BigInt(first), place.first)
  previous.copy(head, place.previous)
  head.writeUInt32LE(crc32c(head.subarray(0, checkAt[segmentVersion])), checkAt[segmentVersion])
  const segment = { name: `journal-${String(first).padStart(16, '0')}.log`, first }
  storage.replace(segment.name, [head])
  return { ...segment, head: readSegmentHead(storage, segment) }
}

/** Faults: `journal_corrupt` for a broken head, `journal_unreadable` for a later version. */
export function readSegmentHead(files: StoredFiles, { name, first }: Segment): SegmentHead {
  const bytes = files.read(name, 0, headBytes[2])
  if (bytes.length < headBytes[1] || !bytes.subarray(0, magic.length).equals(magic)) throw brokenHead(name)
  const version = bytes.readUInt16LE(place.version)
  const known: FormatVersion = version === 1 ? 1 : 2
  // Later formats keep the place of the checksum, so that a damaged number does not pass for one of them.
  if (!isWhole(bytes, known, first)) throw brokenHead(name)
  if (version !== known || bytes.readUInt16LE(place.flags) !== 0) {
    throw new Fault('journal_unreadable', {
      detail: `${name} has format ${version}, written by a later version`,
    })
  }
  return {
    version: known,
    epoch: bytes.readUInt32LE(place.epoch),
    previous: known === 1 ? null : Buffer.from(bytes.subarray(place.previous, place.previous + hashBytes)),
    link: linkOf(bytes.subarray(0, headBytes[known])),
    bytes: headBytes[known],
  }
}

function isWhole(bytes: Buffer, version: FormatVersion, first: number): boolean {
  if (bytes.length < headBytes[version]) return false
  const at = checkAt[version]
  const check = bytes.readUInt32LE(at)
  // Nothing lies behind the checksum of format 1 but zeros.
  const rest = bytes.subarray(at + 4, headBytes[version])
  return (
    check === crc32c(bytes.subarray(0, at)) &&
    Number(bytes.readBigUInt64LE(place.first)) === first &&
    rest.every((byte) => byte === 0)
  )
}

const brokenHead = (name: string) => corrupt(name, 0, 'the head of the segment is broken')

/** Damage that no crash explains: nothing is repaired by guessing, a person must look. */
export const corrupt = (name: string, position: number, what: string): Fault =>
  new Fault('journal_corrupt', { detail: `${name} at byte ${position}: ${what}` })
