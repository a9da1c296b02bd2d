import { Fault } from '../../core/units/index.ts'
import { joinDirectory } from './directory.ts'
import type { Storage } from './storage.ts'

/**
 * The same files for a reader in any process, beside a running writer: no lock is taken and nothing can be changed.
 * A reader has no term of its own, so files of every term are in its past. What it finds at the end of a growing file
 * may be half written, or lost in a power cut. Faults: `storage_read_only`, `storage_failed` (also when the writer
 * removed an old file in the meantime).
 */
export function readDirectory(directory: string): Storage {
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
  }
}
