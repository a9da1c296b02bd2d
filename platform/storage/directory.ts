import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { systemFiles } from './file-system.ts'
import { nextEpoch, storageOf, storedFiles, type Place } from './files.ts'
import { guard } from './guard.ts'
import { lockDirectory } from './lock-directory.ts'
import type { Storage, StoredFiles } from './storage.ts'

/** For how long a writer that has looked takes its term to last. */
const trustedMs = 50

const placeOf = (directory: string): Place => ({ system: systemFiles, directory, stepBytes: 1 << 20 })

/**
 * Opens a directory as its only writer, made on first use (its parents too), readable by its owner only. Its
 * epoch is higher than that of any writer before it, and than `epochMin` if files come from elsewhere.
 * Faults: `data_directory_in_use` while another process or thread writes here, `storage_failed`; of the storage
 * itself also `writer_superseded`, if somebody took the lock away and another writer began.
 */
export async function openDirectory(directory: string, epochMin = 0): Promise<Storage> {
  const path = resolve(directory)
  guard('make the directory', () => makeDirectory(path))
  const lock = await lockDirectory(path)
  try {
    const epoch = nextEpoch(placeOf(path), epochMin)
    return { ...storageOf(placeOf(path), epoch, fenceOf(path, epoch)), close: () => lock.release() }
  } catch (fault) {
    await lock.release()
    throw fault
  }
}

/**
 * Refuses a writer whose term is over. The lock does not let that happen, but a lock can be removed by hand
 * while its process is stopped. Nobody takes over within the time for which one look is trusted: the next writer
 * is a process that has to start and recover, and one that slept for longer looks again before it writes.
 */
function fenceOf(path: string, epoch: number): () => void {
  let checked = performance.now()
  return () => {
    const now = performance.now()
    if (now - checked < trustedMs) return
    checked = now
    const last = storedFiles(placeOf(path)).epoch
    if (last === epoch) return
    throw new Fault('writer_superseded', {
      detail: `writer ${last} took over from writer ${epoch} on ${path}`,
    })
  }
}

/**
 * The same files for another thread of the process that holds the lock: it reads, and writes files of its
 * own.
 */
export function joinDirectory(directory: string, epoch: number): Storage {
  return { ...storageOf(placeOf(directory), epoch), close: async () => {} }
}

/** Files for who only looks. `sync` makes durable what was read, although somebody else wrote it. */
export type ReadOnlyFiles = StoredFiles & { sync(name: string): void }

/**
 * The files as anyone may look at them, also while their writer works: takes no lock, changes nothing. What stands
 * at the end of a growing file may be half written, and may be lost in a power cut until it was synced. Fault
 * `storage_failed` if there is no such directory, and when the writer removed a file in the meantime.
 */
export function readDirectory(directory: string): ReadOnlyFiles {
  const path = resolve(directory)
  if (!existsSync(path)) throw new Fault('storage_failed', { detail: `there is no directory ${path}` })
  const { list, size, read } = storedFiles(placeOf(path))
  return {
    get epoch() {
      return storedFiles(placeOf(path)).epoch
    },
    list,
    size,
    read,
    sync: (name) =>
      guard(`sync ${name}`, () => {
        const file = systemFiles.open(join(path, name), 'read')
        try {
          systemFiles.sync(file)
        } finally {
          systemFiles.close(file)
        }
      }),
  }
}

function makeDirectory(path: string): void {
  if (existsSync(path)) return
  const made = mkdirSync(path, { recursive: true, mode: 0o700 })
  if (made === undefined) return
  // Each new directory is an entry of its parent, and durable only with it.
  for (let each = path; each.length >= made.length; each = dirname(each)) {
    systemFiles.syncDirectory(dirname(each))
  }
}
