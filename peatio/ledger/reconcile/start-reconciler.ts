import { createAlarm, type AlarmPorts } from './alarm.ts'
import { BooksWatch, type Found, type WatchPorts } from './books-watch.ts'

export type ReconcilerPorts = WatchPorts & AlarmPorts
export type ReconcilerOptions = {
  /** Between two looks at what has changed. */
  everyMs?: number
  /** Between two looks at everything. */
  fullEveryMs?: number
}

export type Reconciler = {
  /** Looks at what changed since the last look, out of turn. */
  lookAtChanges(): Promise<Found>
  lookAtEverything(): Promise<Found>
  stop(): Promise<void>
}

const defaults = { everyMs: 2_000, fullEveryMs: 10 * 60_000 }

/**
 * Keeps comparing the books until it is stopped. A look that fails (a busy database, an engine that stops) is logged,
 * counted and repeated; a difference raises the alarm and stops withdrawals.
 */
export function startReconciler(ports: ReconcilerPorts, options: ReconcilerOptions = {}): Reconciler {
  const { everyMs, fullEveryMs } = { ...defaults, ...options }
  const { log, metrics, clock } = ports
  const failures = metrics.counter('opex_reconciliation_failures_total', 'Comparisons that could not be made')
  const watch = new BooksWatch(ports)
  const alarm = createAlarm(ports)
  const life = { stopped: false, wake: () => {} }
  /** One look at a time: each builds on what the last one left. */
  let turn: Promise<unknown> = Promise.resolve()

  const look = (make: () => Promise<Found>, whole: boolean): Promise<Found> => {
    const mine = turn.then(async () => {
      const found = await make()
      await alarm.report(found, whole)
      return found
    })
    turn = mine.catch(() => undefined)
    return mine
  }
  const lookAtChanges = () => look(() => watch.changes(), false)
  const lookAtEverything = () => look(() => watch.everything(), true)

  let opened = false
  let fullAt = clock()
  async function step(): Promise<void> {
    try {
      if (!opened) {
        await look(() => watch.open(), true)
        opened = true
        return
      }
      const full = clock() - fullAt >= fullEveryMs
      await (full ? lookAtEverything() : lookAtChanges())
      if (full) fullAt = clock()
    } catch (error) {
      if (life.stopped) return
      failures.add()
      log.error({ err: error }, 'the books could not be compared')
    }
  }
  async function run(): Promise<void> {
    while (!life.stopped) {
      await step()
      await pause(everyMs)
    }
  }
  const pause = (durationMs: number) =>
    new Promise<void>((resolve) => {
      if (life.stopped) return resolve()
      const timer = setTimeout(resolve, durationMs)
      life.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const running = run()
  return {
    lookAtChanges,
    lookAtEverything,
    async stop() {
      life.stopped = true
      life.wake()
      watch.close()
      await running
      await turn
      await alarm.stop()
    },
  }
}
