import { basename } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { systemError, type DiskFaults, type DiskOperation, type InjectedFault } from './disk-faults.ts'
import type { FileSystem } from './file-system.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { MemoryFile } from './memory-file.ts'

/** What a simulated disk is. */
export type Disk = {
  directory: MemoryDirectory
  faults: DiskFaults
  /** What was ordered to fail. */
  next: { sync: boolean; append: boolean; powerAtSync: boolean; powerAt: number }
  operations: number
  injected: InjectedFault[]
  random: () => number
  observe: (operation: DiskOperation) => void
  draws: (fault: keyof DiskFaults) => boolean
  cutPower: () => void
}
export type Writer = { alive: boolean }

/** The system's calls as one writer makes them: after its death, or a power cut, it may only look. */
export function memoryFiles(disk: Disk, writer: Writer): FileSystem {
  const { directory } = disk
  const handles = new Map<number, { name: string; file: MemoryFile }>()
  let opened = 0
  const at = (handle: number) => {
    const found = handles.get(handle)
    if (!found) throw systemError('EBADF', 'this file is not open')
    return found
  }
  const change = (kind: DiskOperation['kind'], name: string) => announce(disk, writer, { kind, name })
  const take = takeOf(disk)
  return {
    open(path, mode) {
      const name = basename(path)
      if (mode === 'create') {
        change('create', name)
        directory.set(name, new MemoryFile())
      }
      const file = directory.seen.get(name)
      if (!file) throw systemError('ENOENT', `no such file or directory, open '${name}'`)
      handles.set((opened += 1), { name, file })
      return opened
    },
    close: (handle) => void handles.delete(handle),
    size: (handle) => at(handle).file.seen.length,
    read(handle, into, { offset, length, position }) {
      const bytes = at(handle).file.seen.view(position, position + length)
      into.set(bytes, offset)
      return bytes.length
    },
    write(handle, bytes, { offset, length, position }) {
      const { name, file } = at(handle)
      change('write', name)
      const count = take(name, length)
      file.write(bytes.subarray(offset, offset + count), position)
      return count
    },
    truncate(handle, length) {
      const { name, file } = at(handle)
      change('truncate', name)
      file.truncate(length)
    },
    sync(handle) {
      const { name, file } = at(handle)
      change('sync', name)
      sync(disk, name, { done: () => file.sync(), failed: (random) => file.failSync(random) })
    },
    rename(from, to) {
      change('rename', basename(to))
      directory.set(basename(to), directory.seen.get(basename(from)))
      directory.set(basename(from), undefined)
    },
    unlink(path) {
      change('unlink', basename(path))
      directory.set(basename(path), undefined)
    },
    names: () => [...directory.seen.keys()],
    syncDirectory() {
      change('sync_directory', '')
      sync(disk, '', { done: () => directory.sync(), failed: () => {} })
    },
  }
}

/** Everything that changes the disk begins here; the power may go before it happens. */
function announce(disk: Disk, writer: Writer, operation: DiskOperation): void {
  refuseDead(writer)
  disk.observe(operation)
  refuseDead(writer)
  const ordered = disk.operations >= disk.next.powerAt
  disk.operations += 1
  if (!ordered && !disk.draws('powerCut')) return
  disk.next.powerAt = Infinity
  losePower(disk)
}

/** How many bytes of a write are taken. A full disk takes a part, and refuses at the next write. */
function takeOf(disk: Disk): (name: string, length: number) => number {
  let full = false
  return (name, length) => {
    const ordered = disk.next.append
    disk.next.append = false
    const fails = ordered || disk.draws('diskFull')
    if (!full && !fails && !disk.draws('shortWrite')) return length
    const part = ordered ? length >> 1 : Math.floor(disk.random() * length)
    if (full || (fails && part === 0)) {
      full = false
      disk.injected.push({ kind: 'disk_full', name })
      throw systemError('ENOSPC', 'no space left on device, write')
    }
    full = fails
    if (!fails) disk.injected.push({ kind: 'short_write', name })
    return fails ? part : Math.max(1, part)
  }
}

function sync(
  disk: Disk,
  name: string,
  { done, failed }: { done: () => void; failed: (random: () => number) => void },
): void {
  const ordered = disk.next.sync
  if (disk.next.powerAtSync) {
    disk.next.powerAtSync = false
    losePower(disk)
  }
  if (!ordered && !disk.draws('syncFails')) return done()
  disk.next.sync = false
  disk.injected.push({ kind: 'sync_failed', name })
  failed(ordered ? () => 0 : disk.random)
  throw systemError('EIO', 'i/o error, fdatasync')
}

function losePower(disk: Disk): never {
  disk.cutPower()
  throw new Fault('storage_failed', { detail: 'the power is gone' })
}

function refuseDead(writer: Writer): void {
  if (!writer.alive) throw new Fault('storage_failed', { detail: 'this writer is dead' })
}
