import { Fault } from '../../core/units/index.ts'
import { noFaults, type DiskFaults, type DiskOperation, type InjectedFault } from './disk-faults.ts'
import { nextEpoch, storageOf, type Place } from './files.ts'
import { MemoryDirectory } from './memory-directory.ts'
import { memoryFiles, type Disk, type Writer } from './memory-files.ts'
import type { Storage } from './storage.ts'

/**
 * A disk for tests and simulations: it survives its users, and fails as told or as drawn. What runs on it is
 * the code that runs on real files; only the system's calls below are simulated.
 */
export type MemoryDisk = {
  /** A new writer with a new epoch. Faults: `data_directory_in_use` while another is open, `storage_failed`. */
  open(): Storage
  /** A second pair of hands for the writer that holds the disk; looks at it also when the writer is dead. */
  join(): Storage
  /** The writer dies; what it wrote is still in the system's cache. */
  kill(): void
  /** The writer dies, and of what was not synced any sector may be lost, kept, torn or an older one. */
  cutPower(): void
  /** The next sync fails: all it should have covered is lost, although it still can be read. */
  failNextSync(): void
  /** The power goes at the next sync, while its bytes are on their way. */
  cutPowerAtNextSync(): void
  /** The power goes at the operation with this number, counted from 0 over the disk's life. */
  cutPowerAt(operation: number): void
  /** The next write takes a half and fails, as on a full disk. */
  failNextAppend(): void
  /** Sets how often the disk fails from now on; what is not named fails no more. */
  setFaults(faults: Partial<DiskFaults>): void
  /** No more faults, neither drawn nor ordered. */
  calm(): void
  /** Changes a bit of what is stored, the seventh unless told otherwise. */
  flip(name: string, position: number, bit?: number): void
  /** Changes a bit somewhere in what is stored; null if nothing is. */
  rot(): { name: string; position: number } | null
  /** How many operations have changed the disk, or tried to. */
  readonly operations: number
  /** Every fault that happened, in order. */
  readonly injected: readonly InjectedFault[]
}

export type MemoryDiskOptions = {
  faults?: Partial<DiskFaults>
  /** In what steps space is taken in advance; 0, the default, takes none. */
  stepBytes?: number
  /** Sees every operation before it happens: to count, to move a clock, to cut the power. */
  observe?: (operation: DiskOperation) => void
}

const noOrders: Disk['next'] = { sync: false, append: false, powerAtSync: false, powerAt: Infinity }

/** `random` gives numbers from 0 to 1: from it, and only from it, all that a fault leaves open is drawn. */
export function createMemoryDisk(
  random: () => number,
  { faults = {}, stepBytes = 0, observe = () => {} }: MemoryDiskOptions = {},
): MemoryDisk {
  let writer: Writer = { alive: false }
  let epoch = 0
  const rot = () => {
    const place = drawByte(disk.directory, random)
    if (!place) return null
    disk.directory.seen.get(place.name)!.flip(place.position, Math.floor(random() * 8))
    disk.injected.push({ kind: 'bit_rot', ...place })
    return place
  }
  const kill = () => {
    writer.alive = false
    if (disk.draws('bitRot')) rot()
  }
  const disk: Disk = {
    directory: new MemoryDirectory(),
    faults: { ...noFaults, ...faults },
    next: { ...noOrders },
    operations: 0,
    injected: [],
    random,
    observe,
    draws: (fault) => disk.faults[fault] > 0 && random() < disk.faults[fault],
    cutPower() {
      disk.directory.cutPower(random)
      disk.injected.push({ kind: 'power_cut' })
      kill()
    },
  }
  const place = (of: Writer): Place => ({ system: memoryFiles(disk, of), directory: '', stepBytes })
  const storageFor = (of: Writer): Storage => ({
    ...storageOf(place(of), epoch),
    close: async () => void (of.alive = false),
  })
  return {
    open() {
      if (writer.alive) throw new Fault('data_directory_in_use', { detail: 'this disk has a writer' })
      writer = { alive: true }
      try {
        epoch = nextEpoch(place(writer))
        return storageFor(writer)
      } catch (fault) {
        writer.alive = false
        throw fault
      }
    },
    join: () => storageFor(writer),
    kill,
    cutPower: disk.cutPower,
    failNextSync: () => void (disk.next.sync = true),
    cutPowerAtNextSync: () => void (disk.next.powerAtSync = true),
    cutPowerAt: (operation) => void (disk.next.powerAt = operation),
    failNextAppend: () => void (disk.next.append = true),
    calm() {
      disk.faults = noFaults
      disk.next = { ...noOrders }
    },
    setFaults: (rates) => void (disk.faults = { ...noFaults, ...rates }),
    flip(name, position, bit = 6) {
      const file = disk.directory.seen.get(name)
      if (!file) throw new Fault('storage_failed', { detail: `there is no ${name}` })
      file.flip(position, bit)
    },
    rot,
    get operations() {
      return disk.operations
    },
    injected: disk.injected,
  }
}

/** Any byte of any file, each as likely as the other. */
function drawByte(
  { seen }: MemoryDirectory,
  random: () => number,
): { name: string; position: number } | null {
  const files = [...seen].map(([name, file]) => ({ name, length: file.seen.length }))
  let at = Math.floor(random() * files.reduce((sum, { length }) => sum + length, 0))
  for (const { name, length } of files) {
    if (at < length) return { name, position: at }
    at -= length
  }
  return null
}
