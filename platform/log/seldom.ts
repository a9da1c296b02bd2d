import type { Logger } from 'pino'

const everyMs = 1_000

/**
 * Warns of what may happen thousands of times a second: the first time at once, then once a second, with how often it
 * happened meanwhile (`times`) and the last error. Whoever is overloaded already cannot afford a line for each.
 */
export function seldom(log: Pick<Logger, 'warn'>, text: string): (error: unknown) => void {
  let times = 0
  let last: unknown = null
  let resting = false
  const say = () => {
    log.warn({ err: last, times }, text)
    times = 0
    resting = true
    setTimeout(() => {
      resting = false
      if (times > 0) say()
    }, everyMs).unref()
  }
  return (error) => {
    times += 1
    last = error
    if (!resting) say()
  }
}
