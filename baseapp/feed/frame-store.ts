/** Calls back once, soon: on the next animation frame, or on a slow timer while the page is hidden. */
export type Schedule = (flush: () => void) => void

/**
 * A state that changes at once and is shown at most once per frame: a hundred messages between two frames cost one
 * render. `shown` is what renders read; `now` is the newest.
 */
export function createFrameStore<State>(initial: State, schedule: Schedule) {
  let now = initial
  let shown = initial
  let scheduled = false
  const listeners = new Set<() => void>()
  const flush = () => {
    scheduled = false
    if (shown === now) return
    shown = now
    for (const listener of listeners) listener()
  }
  return {
    now: () => now,
    shown: () => shown,
    update(change: (state: State) => State): void {
      now = change(now)
      if (scheduled || shown === now) return
      scheduled = true
      schedule(flush)
    },
    listen(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type FrameStore<State> = ReturnType<typeof createFrameStore<State>>
