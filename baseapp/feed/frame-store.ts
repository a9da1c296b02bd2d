/** Calls back once, soon: on the next animation frame, or on a slow timer while the page is hidden. */
export type Schedule = (flush: () => void) => void

type Act = () => void
/** Both act once, unless the function that they give is called before. */
type Clock = { onFrame: (act: Act) => Act; after: (ms: number, act: Act) => Act }

/**
 * The next frame, and a timer beside it: a page that is hidden before its frame has come gets none until it is seen
 * again, and what is shown of it, in its title say, would stand still.
 */
export const frameOrTimer =
  ({ onFrame, after }: Clock, ms: number): Schedule =>
  (flush) => {
    const stopTimer = after(ms, () => {
      stopFrame()
      flush()
    })
    const stopFrame = onFrame(() => {
      stopTimer()
      flush()
    })
  }

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
