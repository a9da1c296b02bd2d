import type { Logger } from 'pino'

const everyMs = 1_000

/**
 * Warns of what may happen thousands of times a second: the first time at once, and then at most once a second, with
 * the last error and how often it happened since the line before (`times`). Whoever is overloaded already cannot
 * afford a line for each. Sets no timer: what follows the last line of a storm is told with the next storm.
 */
export function seldom(
  log: Pick<Logger, 'warn'>,
  text: string,
  clock: () => number = Date.now,
): (error: unknown) => void {
  let times = 0
  let saidAt = -Infinity
  return (error) => {
    times += 1
    const now = clock()
    // A clock that was set back does not silence anybody.
    if (now >= saidAt && now - saidAt < everyMs) return
    log.warn({ err: error, times }, text)
    times = 0
    saidAt = now
  }
}
