import { PerformanceObserver } from 'node:perf_hooks'
import type { EngineLog } from './options.ts'

/** Says when a garbage collection of this thread lasted longer than `longestMs`: every command waited for it. */
export function watchPauses(log: EngineLog, longestMs: number): void {
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      if (duration > longestMs)
        log.warn({ pauseMs: duration }, 'a garbage collection kept the engine waiting')
  })
  observer.observe({ entryTypes: ['gc'] })
}
