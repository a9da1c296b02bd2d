import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { openAppendFile, writeFully } from './append-file.ts'
import { guard } from './guard.ts'
import { lockDirectory, lockName } from './lock-directory.ts'
import type { Storage } from './storage.ts'

const epochName = 'epoch'
const partSuffix = '.new'

/**
 * Opens a directory as its only writer, made on first use (its parents too), readable by its owner only.
 * Faults: `data_directory_in_use` while another process or thread writes here, `storage_failed`.
 */
export async function openDirectory(directory: string): Promise<Storage> {
  const path = resolve(directory)
  guard('make the directory', () => makeDirectory(path))
  const lock = await lockDirectory(path)
  try {
    return { ...joinDirectory(path, nextEpoch(path)), close: () => lock.release() }
  } catch (fault) {
    await lock.release()
    throw fault
  }
}

/**
 * The same files for another thread of the process that holds the lock: it reads, and writes files of its
 * own.
 */
export function joinDirectory(directory: string, epoch: number): Storage {
  const place = (name: string) => join(directory, name)
  return {
    epoch,
    list: () => guard('list files', () => readdirSync(directory).filter(isContent).sort()),
    size: (name) =>
      guard(`look at ${name}`, () => statSync(place(name), { throwIfNoEntry: false })?.size ?? 0),
    read: (name, position, length) => guard(`read ${name}`, () => readPart(place(name), position, length)),
    replace: (name, parts) => guard(`write ${name}`, () => replaceFile(place(name), parts)),
    append: (name, length) => guard(`open ${name}`, () => openAppendFile(place(name), length)),
    remove: (name) =>
      guard(`remove ${name}`, () => {
        rmSync(place(name), { force: true })
        syncDirectory(directory)
      }),
    close: async () => {},
  }
}

const isContent = (name: string) => name !== epochName && !name.endsWith(partSuffix) && !lockName.test(name)

function makeDirectory(path: string): void {
  if (existsSync(path)) return
  const made = mkdirSync(path, { recursive: true, mode: 0o700 })
  if (made === undefined) return
  // Each new directory is an entry of its parent, and durable only with it.
  for (let each = path; each.length >= made.length; each = dirname(each)) syncDirectory(dirname(each))
}

function nextEpoch(directory: string): number {
  return guard('count the epoch', () => {
    for (const name of readdirSync(directory)) {
      if (name.endsWith(partSuffix)) rmSync(join(directory, name))
    }
    const path = join(directory, epochName)
    const last = existsSync(path) ? readFileSync(path, 'utf8').trim() : '0'
    if (!/^\d{1,9}$/.test(last)) throw new Fault('storage_corrupt', { detail: `${path} holds no epoch` })
    const epoch = Number(last) + 1
    replaceFile(path, [Buffer.from(`${epoch}\n`)])
    return epoch
  })
}

function readPart(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const count = readSync(file, buffer, filled, length - filled, position + filled)
      if (count === 0) break
      filled += count
    }
    return buffer.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}

/**
 * Written beside, synced, renamed, and the directory synced: without the last step a power cut may undo the
 * rename.
 */
function replaceFile(path: string, parts: Uint8Array[]): void {
  const part = `${path}${partSuffix}`
  const file = openSync(part, 'w', 0o600)
  try {
    let position = 0
    for (const each of parts) position = writeFully(file, each, position)
    fdatasyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(part, path)
  syncDirectory(dirname(path))
}

function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
