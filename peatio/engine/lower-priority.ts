import { existsSync, readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** A Linux thread's own name: `PROCESS/task/THREAD`. Elsewhere a priority is that of a whole process. */
const self = '/proc/thread-self'

/**
 * From now on this thread gets out of the way of all others where there are not enough processors for all of them.
 * Tells whether it does: a system that has no such thing, or does not allow it, lets it work as before.
 */
export function lowerPriority(): boolean {
  if (!existsSync(self)) return false
  try {
    setPriority(Number(readlinkSync(self).split('/').at(-1)), constants.priority.PRIORITY_BELOW_NORMAL)
    return true
  } catch {
    return false
  }
}
