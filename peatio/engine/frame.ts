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
}

export const frameHeadBytes = 32
/** 0xFE and 0xFF occur in no UTF-8 text, so no record can look like the start of a frame. */
export const frameMagic = Buffer.from([0xfe, 0x4f, 0x50, 0xff])
const checkedFrom = 8
const place = { check: 4, version: 8, length: 12, epoch: 16, first: 20, count: 28 } as const
const frameVersion = 1

export function encodeFrame({ epoch, first, lines }: Frame): Buffer {
  const body = lines.join('\n')
  const length = Buffer.byteLength(body)
  const bytes = Buffer.allocUnsafe(frameHeadBytes + length)
  frameMagic.copy(bytes)
  bytes.writeUInt32LE(frameVersion, place.version)
  bytes.writeUInt32LE(length, place.length)
  bytes.writeUInt32LE(epoch, place.epoch)
  bytes.writeBigUInt64LE(BigInt(first), place.first)
  bytes.writeUInt32LE(lines.length, place.count)
  bytes.write(body, frameHeadBytes)
  bytes.writeUInt32LE(crc32c(bytes.subarray(checkedFrom)), place.check)
  return bytes
}

/** Bytes of the whole frame whose head this is, or undefined if it is no head. */
export function frameBytes(head: Buffer): number | undefined {
  if (head.length < frameHeadBytes || !head.subarray(0, 4).equals(frameMagic)) return undefined
  return frameHeadBytes + head.readUInt32LE(place.length)
}

/** Reads exactly one frame; undefined if a single bit of it is wrong. */
export function decodeFrame(bytes: Buffer): Frame | undefined {
  if (frameBytes(bytes) !== bytes.length) return undefined
  if (crc32c(bytes.subarray(checkedFrom)) !== bytes.readUInt32LE(place.check)) return undefined
  if (bytes.readUInt32LE(place.version) !== frameVersion) return undefined
  const lines = bytes.toString('utf8', frameHeadBytes).split('\n')
  if (lines.length !== bytes.readUInt32LE(place.count)) return undefined
  return { epoch: bytes.readUInt32LE(place.epoch), first: Number(bytes.readBigUInt64LE(place.first)), lines }
}
