/** A budget of requests: `take()` says whether one may be sent now. */
export type Pace = { take(): boolean }

/**
 * At most `rate` requests a second on average and `burst` at once; unused budget beyond the burst is lost.
 */
export function createPace({
  rate,
  burst,
  clock,
}: {
  rate: number
  burst: number
  clock: () => number
}): Pace {
  let left = burst
  let at = clock()
  return {
    take() {
      const now = clock()
      left = Math.min(burst, left + (Math.max(0, now - at) / 1_000) * rate)
      at = now
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
