// Storage: named files that survive power cuts, and the lock on them. It knows bytes, never what they mean.
export { joinDirectory, openDirectory } from './directory.ts'
export { createMemoryDisk } from './memory-disk.ts'
export type { DiskOperation, MemoryDisk } from './memory-disk.ts'
export { readDirectory } from './read-directory.ts'
export type { ReadOnlyStorage } from './read-directory.ts'
export type { AppendFile, Storage } from './storage.ts'
