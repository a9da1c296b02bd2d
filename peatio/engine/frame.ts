import { hash } from 'node:crypto'
import { crc32c } from '@node-rs/crc32'

/**
 * The unit that is appended and synced: all records of one batch under one checksum. A batch is written only
 * after the one before it was synced, so after a power cut only the last frame may be broken, however the
 * disk ordered its sectors; a broken frame with a good one behind it is damage.
 */
export type Frame = {
  /** Term of the writer. */
  epoch: number
  /** Sequence of the first record. */
  first: number
  /** One record each, in order. */
  lines: string[]
  /** Hash of the frame before it, of the segment's head if it is the first; null in format 1. */
  previous: Buffer | null
}

export type FormatVersion = 1 | 2

/** Frames and heads of segments are linked by SHA-256 over all their bytes. */
export const hashBytes = 32
export const linkOf = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** 0xFE and 0xFF occur in no UTF-8 text, so no record can look like the start of a frame. */
export const frameMagic = Buffer.from([0xfe, 0x4f, 0x50, 0xff])
export const frameHeadBytes = { 1: 32, 2: 32 + hashBytes } as const
export const frameHeadBytesMin = frameHeadBytes[1]
const checkedFrom = 8
const place = { check: 4, version: 8, length: 12, epoch: 16, first: 20, count: 28, previous: 32 } as const

/** Records as they stand in a frame: a line each, with a line break between two. */
export type Block = {
  /** Sequence of the first record. */
  first: number
  count: number
  body: Uint8Array
}

export const blockOf = ({ first, lines }: Pick<Frame, 'first' | 'lines'>): Block => ({
  first,
  count: lines.length,
  body: Buffer.from(lines.join('\n')),
})

/** In the newest format. */
export function encodeFrame(
  { first, count, body }: Block,
  { epoch, previous }: { epoch: number; previous: Buffer },
): Buffer {
  const { length } = body
  const head = frameHeadBytes[2]
  const bytes = Buffer.allocUnsafe(head + length)
  frameMagic.copy(bytes)
  bytes.writeUInt32LE(2, place.version)
  bytes.writeUInt32LE(length, place.length)
  bytes.writeUInt32LE(epoch, place.epoch)
  bytes.writeBigUInt64LE(BigInt(first), place.first)
  bytes.writeUInt32LE(count, place.count)
  previous.copy(bytes, place.previous)
  bytes.set(body, head)
  bytes.writeUInt32LE(crc32c(bytes.subarray(checkedFrom)), place.check)
  return bytes
}

/** Bytes of the whole frame whose head this is, or undefined if it is no head of this format. */
export function frameBytes(head: Buffer, version: FormatVersion): number | undefined {
  if (head.length < frameHeadBytesMin || !head.subarray(0, 4).equals(frameMagic)) return undefined
  if (head.readUInt32LE(place.version) !== version) return undefined
  return frameHeadBytes[version] + head.readUInt32LE(place.length)
}

/** Reads exactly one frame; undefined if a single bit of it is wrong. */
export function decodeFrame(bytes: Buffer, version: FormatVersion): Frame | undefined {
  if (frameBytes(bytes, version) !== bytes.length) return undefined
  if (crc32c(bytes.subarray(checkedFrom)) !== bytes.readUInt32LE(place.check)) return undefined
  const lines = bytes.toString('utf8', frameHeadBytes[version]).split('\n')
  if (lines.length !== bytes.readUInt32LE(place.count)) return undefined
  return {
    epoch: bytes.readUInt32LE(place.epoch),
    first: Number(bytes.readBigUInt64LE(place.first)),
    lines,
    previous: version === 1 ? null : Buffer.from(bytes.subarray(place.previous, frameHeadBytes[2])),
  }
}
