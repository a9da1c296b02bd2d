import { closeSync, fdatasyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { joinDirectory } from './directory.ts'
import { guard } from './guard.ts'
import type { Storage } from './storage.ts'

/** Files for who only reads. `sync` makes durable what was read, although somebody else wrote it. */
export type ReadOnlyStorage = Storage & { sync(name: string): void }

/**
 * The same files for a reader in any process, beside a running writer: no lock is taken and nothing can be changed.
 * A reader has no term of its own, so files of every term are in its past. What it finds at the end of a growing file
 * may be half written, and may be lost in a power cut until it was synced. Faults: `storage_read_only`,
 * `storage_failed` (also when the writer removed an old file in the meantime).
 */
export function readDirectory(directory: string): ReadOnlyStorage {
  const refuse = (operation: string) => (): never => {
    throw new Fault('storage_read_only', { detail: `${directory} is open for reading, no ${operation}` })
  }
  const { list, size, read, close } = joinDirectory(directory, Number.MAX_SAFE_INTEGER)
  return {
    epoch: Number.MAX_SAFE_INTEGER,
    list,
    size,
    read,
    close,
    replace: refuse('replace'),
    append: refuse('append'),
    remove: refuse('remove'),
    sync: (name) =>
      guard(`sync ${name}`, () => {
        const file = openSync(join(directory, name), 'r')
        try {
          fdatasyncSync(file)
        } finally {
          closeSync(file)
        }
      }),
  }
}
