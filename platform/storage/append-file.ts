import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { Fault } from '../../core/units/index.ts'
import { guard } from './guard.ts'
import type { AppendFile } from './storage.ts'

/** Space is taken in steps of this size: a sync that need not move the end of the file is the cheaper one. */
const stepBytes = 1 << 20
const zeros = Buffer.alloc(stepBytes)

export function openAppendFile(path: string, contentLength?: number): AppendFile {
  const file = openSync(path, 'r+')
  let taken = fstatSync(file).size
  let length = contentLength ?? taken

  const takeSpace = (wanted: number) => {
    while (taken < wanted) taken = writeFully(file, zeros, taken)
  }
  return {
    get length() {
      return length
    },
    append: (buffers) =>
      guard('append', () => {
        takeSpace(buffers.reduce((sum, buffer) => sum + buffer.byteLength, length))
        for (const buffer of buffers) length = writeFully(file, buffer, length)
      }),
    rewrite: (position, bytes) => guard('rewrite', () => void writeFully(file, bytes, position)),
    sync: () => guard('sync', () => fdatasyncSync(file)),
    syncLater: () =>
      new Promise((resolve, reject) => {
        fdatasync(file, (cause) => {
          if (!cause) return resolve()
          reject(new Fault('storage_failed', { cause, detail: `could not sync: ${cause.message}` }))
        })
      }),
    truncate: (to) =>
      guard('truncate', () => {
        ftruncateSync(file, to)
        length = taken = to
      }),
    close: () =>
      guard('close', () => {
        if (taken > length) ftruncateSync(file, length)
        closeSync(file)
      }),
  }
}

/** A write may be short; returns the position behind the last byte. */
export function writeFully(file: number, bytes: Uint8Array, position: number): number {
  let written = 0
  while (written < bytes.byteLength) {
    written += writeSync(file, bytes, written, bytes.byteLength - written, position + written)
  }
  return position + written
}
