// Storage: named files that survive power cuts, and the lock on them. It knows bytes, never what they mean.
export { joinDirectory, openDirectory, readDirectory } from './directory.ts'
export type { ReadOnlyFiles } from './directory.ts'
export type { DiskFaults, DiskOperation, InjectedFault } from './disk-faults.ts'
export { createMemoryDisk } from './memory-disk.ts'
export type { MemoryDisk, MemoryDiskOptions } from './memory-disk.ts'
export type { AppendFile, Storage, StoredFiles } from './storage.ts'
