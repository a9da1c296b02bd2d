import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { promisify } from 'node:util'

/** What is read or written in one call: a part of the buffer, and where it belongs in the file. */
export type Span = { offset: number; length: number; position: number }

/**
 * The few calls of the operating system that storage is made of. Storage's own promises are built on them in
 * `files.ts`; a simulation has its own, so that it is that code which lives through its power cuts.
 * Every call throws an Error with the system's `code` (`ENOENT`, `EIO`, `ENOSPC`).
 */
export type FileSystem = {
  /** `read` and `update` need an existing file; `create` makes an empty one, in place of any before it. */
  open(path: string, mode: 'read' | 'update' | 'create'): number
  close(file: number): void
  size(file: number): number
  /** How many bytes were read; 0 at the end of the file. */
  read(file: number, into: Buffer, span: Span): number
  /** How many bytes were written: a write may be short. */
  write(file: number, bytes: Uint8Array, span: Span): number
  truncate(file: number, length: number): void
  /** Until it returned, any part of what was written may be lost, kept or torn, in any order. */
  sync(file: number): void
  /** The same on another thread, for a system that has one to spare. */
  syncLater?(file: number): Promise<void>
  /** Atomic for readers; durable only with the directory. */
  rename(from: string, to: string): void
  /** Harmless if there is no such file; durable only with the directory. */
  unlink(path: string): void
  names(directory: string): string[]
  syncDirectory(directory: string): void
}

const flags = { read: 'r', update: 'r+', create: 'w' } as const

/** The machine's own. Files belong to their owner only. */
export const systemFiles: FileSystem = {
  open: (path, mode) => openSync(path, flags[mode], 0o600),
  close: closeSync,
  size: (file) => fstatSync(file).size,
  read: (file, into, { offset, length, position }) => readSync(file, into, offset, length, position),
  write: (file, bytes, { offset, length, position }) => writeSync(file, bytes, offset, length, position),
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncLater: promisify(fdatasync),
  rename: renameSync,
  unlink: (path) => rmSync(path, { force: true }),
  names: (directory) => readdirSync(directory),
  syncDirectory(directory) {
    const handle = openSync(directory, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  },
}
