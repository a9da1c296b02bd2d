/**
 * The port: a flat set of named files with one writer at a time. Synchronous, because its user is a thread of
 * its own whose work is to wait for the disk. Every failure is a Fault `storage_failed` with the operation and
 * its cause: after one, nobody knows what reached the disk, so the writer stops and the next one recovers.
 *
 * Its implementations:
 *
 * - **files** (`openDirectory`): a directory, a lock that dies with its process, the epoch in a file.
 * - **the simulator** (`createMemoryDisk`): the same code over a disk in memory, which fails as a seed says.
 * - **rows in SQL** (to come, for a leader on several machines): a file is rows of `(name, position, bytes)`,
 *   `sync` is a commit that also reads the epoch's row and fails if it is no longer the writer's, so a writer
 *   that was stopped and woke up too late can change nothing.
 *
 * The epoch fences: every open is a new term, higher than all before it and durable before the writer writes
 * anything else. What a writer writes carries its term, and a reader takes no term that falls.
 */
export type Storage = StoredFiles & {
  /**
   * Writes a whole file: a crash leaves the old one or the new one, never a part. Durable when it returns.
   */
  replace(name: string, parts: Uint8Array[]): void
  /** Opens an existing file to append to it; `length` is where its content ends, if that is not its size. */
  append(name: string, length?: number): AppendFile
  /** Durable when it returns; harmless if there is no such file. */
  remove(name: string): void
  /** Gives up the lock. */
  close(): Promise<void>
}

/** The part of it that changes nothing, and that needs no lock. */
export type StoredFiles = {
  /** The writer's term: higher than that of any writer before it. To one who only looks, the last one's. */
  readonly epoch: number
  /** Names of all files, sorted. */
  list(): string[]
  /** Bytes in a file; 0 if there is none. */
  size(name: string): number
  /** Up to `length` bytes from `position`, fewer at the end of the file. */
  read(name: string, position: number, length: number): Buffer
}

export type AppendFile = {
  /** Where the next byte goes. Bytes beyond it, if any, are zero: space taken in advance. */
  readonly length: number
  /** Until `sync` returns, a crash may lose any part of what was appended, also a part before another. */
  append(buffers: Uint8Array[]): void
  /** Writes bytes that stand there already once more, so that the next `sync` covers them. */
  rewrite(position: number, bytes: Uint8Array): void
  sync(): void
  /**
   * The same on another thread, where a storage can: whoever calls may do other work meanwhile, but none with this
   * file. Rejects with the Fault that `sync` would throw.
   */
  syncLater?: (() => Promise<void>) | undefined
  /** Drops everything from `length` on. */
  truncate(length: number): void
  /** Gives back space taken in advance. Does not sync. */
  close(): void
}
