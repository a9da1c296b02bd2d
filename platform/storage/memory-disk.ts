import { Fault } from '../../core/units/index.ts'
import { MemoryFile } from './memory-file.ts'
import type { AppendFile, Storage } from './storage.ts'

export type DiskOperation = { kind: 'append' | 'sync' | 'replace' | 'remove'; name: string }

/** A disk for tests: survives its users, and fails as told. */
export type MemoryDisk = {
  /** A new writer. Fault `data_directory_in_use` while another is open. */
  open(): Storage
  /** A second pair of hands for the writer that holds the disk. */
  join(): Storage
  /** The writer dies; what it wrote is still in the system's cache. */
  kill(): void
  /** The writer dies, and of what was not synced any sector may be lost, kept or torn. */
  cutPower(): void
  /** The next sync fails, and what it should have covered is lost although it still can be read. */
  failNextSync(): void
  /** The power goes at the next sync, while its bytes are on their way. */
  cutPowerAtNextSync(): void
  /** The next append writes only a part and fails, as on a full disk. */
  failNextAppend(): void
  /** Changes one byte of what is stored. */
  flip(name: string, position: number): void
  /** What was done and succeeded, in order. */
  readonly operations: DiskOperation[]
}

type Disk = {
  files: Map<string, MemoryFile>
  operations: DiskOperation[]
  failing: { sync: boolean; append: boolean; power: boolean }
  cutPower: () => void
}
type Writer = { alive: boolean }

/** `random` gives numbers from 0 to 1 and decides what a power cut leaves. */
export function createMemoryDisk(random: () => number): MemoryDisk {
  let epoch = 0
  let writer: Writer = { alive: false }
  const kill = () => void (writer.alive = false)
  const cutPower = () => {
    kill()
    for (const file of disk.files.values()) file.cutPower(random)
  }
  const disk: Disk = {
    files: new Map(),
    operations: [],
    failing: { sync: false, append: false, power: false },
    cutPower,
  }
  return {
    operations: disk.operations,
    open() {
      if (writer.alive) throw new Fault('data_directory_in_use', { detail: 'this disk has a writer' })
      writer = { alive: true }
      return storageOn(disk, writer, (epoch += 1))
    },
    join: () => storageOn(disk, writer, epoch),
    kill,
    cutPower,
    failNextSync: () => void (disk.failing.sync = true),
    cutPowerAtNextSync: () => void (disk.failing.power = true),
    failNextAppend: () => void (disk.failing.append = true),
    flip: (name, position) => fileOf(disk, name).flip(position),
  }
}

function storageOn(disk: Disk, writer: Writer, epoch: number): Storage {
  const write = (operation: DiskOperation) => {
    refuseDead(writer)
    disk.operations.push(operation)
  }
  return {
    epoch,
    list: () => [...disk.files.keys()].sort(),
    size: (name) => disk.files.get(name)?.seen.length ?? 0,
    read: (name, position, length) => Buffer.from(fileOf(disk, name).seen.view(position, position + length)),
    replace(name, parts) {
      write({ kind: 'replace', name })
      disk.files.set(name, new MemoryFile(Buffer.concat(parts)))
    },
    append: (name, length) => appendOn(disk, writer, { name, length }),
    remove(name) {
      write({ kind: 'remove', name })
      disk.files.delete(name)
    },
    close: async () => void (writer.alive = false),
  }
}

function appendOn(
  disk: Disk,
  writer: Writer,
  { name, length: start }: { name: string; length: number | undefined },
): AppendFile {
  const file = fileOf(disk, name)
  let length = start ?? file.seen.length
  const fails = (kind: 'sync' | 'append' | 'power') => {
    refuseDead(writer)
    const failing = disk.failing[kind]
    disk.failing[kind] = false
    return failing
  }
  return {
    get length() {
      return length
    },
    append(buffers) {
      const bytes = Buffer.concat(buffers)
      if (fails('append')) {
        file.write(bytes.subarray(0, bytes.length >> 1), length)
        throw new Fault('storage_failed', { detail: 'could not append: no space left' })
      }
      file.write(bytes, length)
      length += bytes.length
      disk.operations.push({ kind: 'append', name })
    },
    rewrite(position, bytes) {
      refuseDead(writer)
      file.write(bytes, position)
    },
    sync() {
      if (fails('power')) {
        disk.cutPower()
        throw new Fault('storage_failed', { detail: 'the power is gone' })
      }
      if (fails('sync')) {
        file.failSync()
        throw new Fault('storage_failed', { detail: 'could not sync: input/output error' })
      }
      file.sync()
      disk.operations.push({ kind: 'sync', name })
    },
    truncate(to) {
      refuseDead(writer)
      file.truncate(to)
      length = to
    },
    close: () => {},
  }
}

function refuseDead(writer: Writer): void {
  if (!writer.alive) throw new Fault('storage_failed', { detail: 'this writer is dead' })
}

function fileOf(disk: Disk, name: string): MemoryFile {
  const file = disk.files.get(name)
  if (!file) throw new Fault('storage_failed', { detail: `there is no ${name}` })
  return file
}
