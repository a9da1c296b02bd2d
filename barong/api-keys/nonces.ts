/** Where a nonce stands: `expired` is out of the window, too old for this process, or used already. */
export type NonceStanding = 'fresh' | 'expired'

export type Nonces = {
  /** Whether the time lies in the window around now. */
  inWindow(kid: string, timeMs: number): boolean
  /** Uses the nonce up; `false` if it was. Ask only for requests whose signature is right. */
  use(kid: string, nonce: string, timeMs: number): Promise<boolean>
}

/** How far ahead of a nonce from the future its mark is written: one write in this time, at most, per key. */
const markAheadMs = 2_000
const bucketMs = 1_000

/** The time (ms) that a nonce begins with, as the references read it; 0 for anything that begins otherwise. */
export function nonceTime(nonce: string): number {
  const digits = /^\s*\+?(\d{1,16})(?!\d)/.exec(nonce)?.[1]
  return digits === undefined ? 0 : Number(digits)
}

/**
 * A pair of key and nonce counts once, for as long as its nonce would be accepted at all.
 *
 * The memory of used pairs is lost with the process. A new one therefore accepts no nonce from before its start;
 * and since a client's clock may be ahead, a nonce from the future is accepted only after a mark at or past it was
 * made durable (`keepMark`), below which the next process (`marks`) accepts none of that key's.
 */
export function createNonces({
  clock,
  windowMs,
  marks,
  keepMark,
}: {
  clock: () => number
  windowMs: number
  marks: ReadonlyMap<string, number>
  keepMark: (kid: string, mark: number) => Promise<void>
}): Nonces {
  const startedAt = clock()
  /** Used pairs by the second of their nonce. */
  const used = new Map<number, Set<string>>()
  const kept = new Map<string, number>()
  let prunedAt = 0
  /** Of nonces before it nobody knows any more which were used: a clock that was set back must not admit them. */
  let forgottenUntil = 0

  function prune(now: number): void {
    if (now >= prunedAt && now - prunedAt < bucketMs) return
    prunedAt = now
    for (const bucket of used.keys()) {
      const end = (bucket + 1) * bucketMs
      if (end + windowMs >= now) continue
      used.delete(bucket)
      forgottenUntil = Math.max(forgottenUntil, end)
    }
    for (const [kid, mark] of kept) if (mark < now) kept.delete(kid)
  }

  return {
    inWindow(kid, timeMs) {
      const now = clock()
      const known = timeMs >= startedAt && timeMs >= forgottenUntil && timeMs > (marks.get(kid) ?? 0)
      return known && Math.abs(now - timeMs) < windowMs
    },
    async use(kid, nonce, timeMs) {
      const now = clock()
      prune(now)
      const bucket = Math.floor(timeMs / bucketMs)
      const pairs = used.get(bucket) ?? new Set<string>()
      used.set(bucket, pairs)
      // Taken before anything is awaited, so that of two at once one is refused.
      const pair = `${kid} ${nonce}`
      if (pairs.has(pair)) return false
      pairs.add(pair)
      if (timeMs > now && timeMs > (kept.get(kid) ?? 0)) {
        const mark = timeMs + markAheadMs
        await keepMark(kid, mark)
        kept.set(kid, Math.max(mark, kept.get(kid) ?? 0))
      }
      return true
    },
  }
}
