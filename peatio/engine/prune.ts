import type { Storage } from '../../platform/storage/index.ts'
import { segmentsOf } from './segment.ts'
import { snapshotName, snapshotsOf, type Positions } from './snapshot.ts'

const newestKept = 2

/**
 * Drops snapshots that nobody needs: kept are the newest two, and the newest from which every known reader
 * can still be served. With `journalBytesMax`, also the oldest segments that end before the oldest snapshot
 * kept, until the journal is that small; without it the journal is kept whole. Returns the names of what it
 * dropped.
 */
export function prune(
  storage: Storage,
  { positions, journalBytesMax }: { positions: Positions; journalBytesMax: number | null },
): string[] {
  const snapshots = snapshotsOf(storage)
  const slowest = Math.min(...positions.values())
  const forReaders = snapshots.find((sequence) => sequence <= slowest)
  const keeps = (sequence: number, index: number) => index < newestKept || sequence === forReaders
  const dropped = snapshots.filter((sequence, index) => !keeps(sequence, index)).map(snapshotName)

  const kept = snapshots.filter(keeps)
  const oldest = kept.at(-1)
  // A reader that is behind every snapshot needs the journal from its own beginning.
  const served = slowest === Infinity || forReaders !== undefined
  if (journalBytesMax !== null && oldest !== undefined && kept.length >= newestKept && served) {
    dropped.push(...segmentsBefore(storage, oldest, journalBytesMax))
  }
  for (const name of dropped) storage.remove(name)
  return dropped
}

function segmentsBefore(storage: Storage, sequence: number, bytesMax: number): string[] {
  const segments = segmentsOf(storage)
  let bytes = segments.reduce((sum, { name }) => sum + storage.size(name), 0)
  const dropped: string[] = []
  for (const [index, { name }] of segments.entries()) {
    const following = segments[index + 1]
    if (bytes <= bytesMax || !following || following.first > sequence + 1) break
    bytes -= storage.size(name)
    dropped.push(name)
  }
  return dropped
}
