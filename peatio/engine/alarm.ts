import type { TimeMs } from '../../core/units/index.ts'

/** The longest that a timer of the runtime can wait; a later moment is approached in steps. */
const waitMsMax = 2 ** 31 - 1

/** One alarm on the machine's clock: setting it again forgets what was set before. Keeps no process alive. */
export function createAlarm(clock: () => number): (at: TimeMs | null, work: () => void) => void {
  let timer: NodeJS.Timeout | undefined
  return (at, work) => {
    clearTimeout(timer)
    if (at === null) return
    const wait = Math.min(Math.max(at - clock(), 0), waitMsMax)
    timer = setTimeout(work, wait)
    timer.unref()
  }
}
