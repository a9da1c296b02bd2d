/** How often the simulated disk does what real ones do: chances from 0 to 1, each drawn at its occasion. */
export type DiskFaults = {
  /** At a sync of a file or directory: input/output error. What it should have covered counts as clean and is lost. */
  syncFails: number
  /** At a write: a part was taken, then there is no space left. */
  diskFull: number
  /** At a write: only a part is taken, and the caller comes again with the rest. */
  shortWrite: number
  /** At anything that changes the disk: the power goes before it, or at a sync while its bytes are on their way. */
  powerCut: number
  /** At every power cut and every death of a writer: one bit of what is stored has changed. */
  bitRot: number
}

export const noFaults: DiskFaults = { syncFails: 0, diskFull: 0, shortWrite: 0, powerCut: 0, bitRot: 0 }

/** A fault that happened: by a rate or by command. `bit_rot` says which byte. */
export type InjectedFault =
  | { kind: 'sync_failed' | 'disk_full' | 'short_write'; name: string }
  | { kind: 'power_cut' }
  | { kind: 'bit_rot'; name: string; position: number }

/** A call that changes the disk, by the name of its file; of a rename the new name. */
export type DiskOperation = {
  kind: 'create' | 'write' | 'truncate' | 'sync' | 'rename' | 'unlink' | 'sync_directory'
  name: string
}

/** An error as the system gives it. */
export function systemError(code: 'EBADF' | 'EIO' | 'ENOENT' | 'ENOSPC', text: string): Error {
  return Object.assign(new Error(`${code}: ${text}`), { code })
}
