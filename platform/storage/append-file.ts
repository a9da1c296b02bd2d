import type { FileSystem } from './file-system.ts'
import { guard, guardLater } from './guard.ts'
import type { AppendFile } from './storage.ts'

const zeros = Buffer.alloc(1 << 20)

/**
 * `length` is where the content ends, if that is not the file's size. Space is taken in steps of `stepBytes`:
 * a sync that need not move the end of the file is the cheaper one.
 */
export function openAppendFile(
  system: FileSystem,
  path: string,
  {
    length: contentLength,
    stepBytes,
    refuseStale,
  }: { length: number | undefined; stepBytes: number; refuseStale: () => void },
): AppendFile {
  const file = system.open(path, 'update')
  let taken = system.size(file)
  let length = contentLength ?? taken

  const takeSpace = (wanted: number) => {
    if (stepBytes === 0) return
    while (taken < wanted) {
      taken = writeFully(system, file, { bytes: zeros.subarray(0, stepBytes), position: taken })
    }
  }
  return {
    get length() {
      return length
    },
    append: (buffers) =>
      guard('append', () => {
        refuseStale()
        takeSpace(buffers.reduce((sum, buffer) => sum + buffer.byteLength, length))
        for (const bytes of buffers) length = writeFully(system, file, { bytes, position: length })
      }),
    rewrite: (position, bytes) => guard('rewrite', () => void writeFully(system, file, { bytes, position })),
    sync: () => guard('sync', () => system.sync(file)),
    syncLater: system.syncLater && (() => guardLater('sync', () => system.syncLater!(file))),
    truncate: (to) =>
      guard('truncate', () => {
        system.truncate(file, to)
        length = taken = to
      }),
    close: () =>
      guard('close', () => {
        if (taken > length) system.truncate(file, length)
        system.close(file)
      }),
  }
}

/** A write may be short; returns the position behind the last byte. */
export function writeFully(
  system: FileSystem,
  file: number,
  { bytes, position }: { bytes: Uint8Array; position: number },
): number {
  const total = bytes.byteLength
  let written = 0
  while (written < total) {
    const span = { offset: written, length: total - written, position: position + written }
    written += system.write(file, bytes, span)
  }
  return position + written
}
