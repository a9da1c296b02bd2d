import { dirname, join } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { openAppendFile, writeFully } from './append-file.ts'
import type { FileSystem } from './file-system.ts'
import { guard } from './guard.ts'
import { lockName } from './lock-directory.ts'
import type { Storage, StoredFiles } from './storage.ts'

const epochName = 'epoch'
const partSuffix = '.new'

/** Where files lie, and how they are reached. `stepBytes`: in what steps space is taken in advance. */
export type Place = { system: FileSystem; directory: string; stepBytes: number }

/**
 * Storage made of files, for a writer whose term is known. It holds no lock. `refuseStale` is asked before
 * anything is changed, and throws if the term is over.
 */
export function storageOf(
  place: Place,
  epoch: number,
  refuseStale: () => void = () => {},
): Omit<Storage, 'close'> {
  const { system, directory, stepBytes } = place
  const { list, size, read } = storedFiles(place)
  const path = (name: string) => join(directory, name)
  return {
    epoch,
    list,
    size,
    read,
    replace: (name, parts) =>
      guard(`write ${name}`, () => {
        refuseStale()
        replaceFile(system, path(name), parts)
      }),
    append: (name, length) =>
      guard(`open ${name}`, () => {
        refuseStale()
        return openAppendFile(system, path(name), { length, stepBytes, refuseStale })
      }),
    remove: (name) =>
      guard(`remove ${name}`, () => {
        refuseStale()
        system.unlink(path(name))
        system.syncDirectory(directory)
      }),
  }
}

/** What may be done without a term: looking. `epoch` is that of the last writer, 0 if there was none. */
export function storedFiles({ system, directory }: Place): StoredFiles {
  const path = (name: string) => join(directory, name)
  return {
    get epoch() {
      return lastEpoch(system, directory)
    },
    list: () => guard('list files', () => system.names(directory).filter(isContent).sort()),
    size: (name) =>
      guard(`look at ${name}`, () => withFile(system, path(name), (file) => system.size(file), 0)),
    read: (name, position, length) =>
      guard(`read ${name}`, () =>
        withFile(system, path(name), (file) => readPart(system, file, { position, length })),
      ),
  }
}

const isContent = (name: string) => name !== epochName && !name.endsWith(partSuffix) && !lockName.test(name)

/** Clears away what a crash left half-written, and begins a new term: durable when it returns. */
export function nextEpoch({ system, directory }: Place, epochMin = 0): number {
  return guard('count the epoch', () => {
    for (const name of system.names(directory)) {
      if (name.endsWith(partSuffix)) system.unlink(join(directory, name))
    }
    const epoch = Math.max(lastEpoch(system, directory), epochMin) + 1
    replaceFile(system, join(directory, epochName), [Buffer.from(`${epoch}\n`)])
    return epoch
  })
}

function lastEpoch(system: FileSystem, directory: string): number {
  const path = join(directory, epochName)
  const all = (file: number) => readPart(system, file, { position: 0, length: 16 })
  const text = guard('read the epoch', () => withFile(system, path, all, Buffer.from('0')))
    .toString()
    .trim()
  if (!/^\d{1,9}$/.test(text)) throw new Fault('storage_corrupt', { detail: `${path} holds no epoch` })
  return Number(text)
}

/** Opens a file to read it; `missing` is the answer if there is none, without it that is an error. */
function withFile<Result>(
  system: FileSystem,
  path: string,
  work: (file: number) => Result,
  missing?: Result,
): Result {
  let file: number
  try {
    file = system.open(path, 'read')
  } catch (error) {
    if (missing === undefined || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return missing
  }
  try {
    return work(file)
  } finally {
    system.close(file)
  }
}

function readPart(
  system: FileSystem,
  file: number,
  { position, length }: { position: number; length: number },
): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const span = { offset: filled, length: length - filled, position: position + filled }
    const count = system.read(file, buffer, span)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}

/**
 * Written beside, synced, renamed, and the directory synced: without the last step a power cut may undo the
 * rename.
 */
function replaceFile(system: FileSystem, path: string, parts: Uint8Array[]): void {
  const part = `${path}${partSuffix}`
  const file = system.open(part, 'create')
  try {
    let position = 0
    for (const each of parts) position = writeFully(system, file, { bytes: each, position })
    system.sync(file)
  } finally {
    system.close(file)
  }
  system.rename(part, path)
  system.syncDirectory(dirname(path))
}
