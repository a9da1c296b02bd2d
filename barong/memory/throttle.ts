export type ThrottleWindow = { max: number; windowMs: number }

export type Throttle = {
  /** Counts an attempt. Gives 0, or, when there were too many, the seconds to wait; those are not counted. */
  take(key: string): number
  /** The attempt was a good one: it does not count. */
  giveBack(key: string): void
}

type Count = { since: number; count: number }

/** Counts attempts per key in fixed windows, all of which must have room. Keeps `keysMax` keys, newest last. */
export function createThrottle(
  windows: readonly ThrottleWindow[],
  { clock, keysMax = 50_000 }: { clock: () => number; keysMax?: number },
): Throttle {
  const counts = new Map<string, Count[]>()

  const current = (key: string, now: number): Count[] =>
    windows.map(({ windowMs }, index) => {
      const count = counts.get(key)?.[index]
      return count && now < count.since + windowMs ? count : { since: now, count: 0 }
    })

  return {
    take(key) {
      const now = clock()
      const own = current(key, now)
      const waits = own.map(({ since, count }, index) => {
        const { max, windowMs } = windows[index]!
        return count < max ? 0 : Math.ceil((since + windowMs - now) / 1000)
      })
      const waitS = Math.max(0, ...waits)
      if (waitS > 0) return waitS
      for (const each of own) each.count += 1
      counts.delete(key)
      if (counts.size >= keysMax) counts.delete(counts.keys().next().value!)
      counts.set(key, own)
      return 0
    },
    giveBack(key) {
      for (const each of counts.get(key) ?? []) each.count = Math.max(0, each.count - 1)
    },
  }
}
