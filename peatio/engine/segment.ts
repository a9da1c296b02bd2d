import { crc32c } from '@node-rs/crc32'
import type { Storage } from '../../platform/storage/index.ts'
import { Fault } from '../../core/units/index.ts'

/** A file of the journal, named for the sequence of its first record. */
export type Segment = { name: string; first: number }

export const segmentHeadBytes = 32
const magic = Buffer.from('OPEXJRNL')
const place = { version: 8, flags: 10, epoch: 12, first: 16, check: 24 } as const
const segmentVersion = 1
const pattern = /^journal-(\d{16})\.log$/

export function segmentsOf(storage: Storage): Segment[] {
  return storage.list().flatMap((name) => {
    const found = pattern.exec(name)
    return found ? [{ name, first: Number(found[1]) }] : []
  })
}

/** Makes an empty segment; whole and durable when it returns. */
export function createSegment(storage: Storage, first: number): Segment {
  const head = Buffer.alloc(segmentHeadBytes)
  magic.copy(head)
  head.writeUInt16LE(segmentVersion, place.version)
  // No flags yet: the first will say that frames carry the hash of the frame before.
  head.writeUInt16LE(0, place.flags)
  head.writeUInt32LE(storage.epoch, place.epoch)
  head.writeBigUInt64LE(BigInt(first), place.first)
  head.writeUInt32LE(crc32c(head.subarray(0, place.check)), place.check)
  const segment = { name: `journal-${String(first).padStart(16, '0')}.log`, first }
  storage.replace(segment.name, [head])
  return segment
}

/** Faults: `journal_corrupt` for a broken head, `journal_unreadable` for a later version. */
export function checkSegment(storage: Storage, { name, first }: Segment): void {
  const head = storage.read(name, 0, segmentHeadBytes)
  const whole =
    head.length === segmentHeadBytes &&
    head.subarray(0, magic.length).equals(magic) &&
    head.readUInt32LE(place.check) === crc32c(head.subarray(0, place.check)) &&
    Number(head.readBigUInt64LE(place.first)) === first
  if (!whole) throw corrupt(name, 0, 'the head of the segment is broken')
  const version = head.readUInt16LE(place.version)
  if (version !== segmentVersion || head.readUInt16LE(place.flags) !== 0) {
    throw new Fault('journal_unreadable', {
      detail: `${name} has format ${version}, written by a later version`,
    })
  }
}

/** Damage that no crash explains: nothing is repaired by guessing, a person must look. */
export const corrupt = (name: string, position: number, what: string): Fault =>
  new Fault('journal_corrupt', { detail: `${name} at byte ${position}: ${what}` })
