import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Random } from './random.ts'
import type { Scheduler, Task } from './scheduler.ts'

/** When every run begins: a Monday noon. */
export const epochMs = Date.UTC(2026, 0, 5, 12)

/** A timer as Node gives it, as far as anybody here uses one. */
class Timer {
  task: Task | null = null
  ref = (): this => this
  unref = (): this => this
  hasRef = (): boolean => true
}

/**
 * Until the returned function is called, timers, the clock and chance of this thread are the run's: whatever the
 * exchange or a library asks of the process, the seed decides. A timer belongs to whoever's step it was set in.
 */
export function takeOverGlobals({ scheduler, random }: { scheduler: Scheduler; random: Random }): () => void {
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis
  const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate }
  const [now, chance, uuid] = [Date.now, Math.random, crypto.randomUUID]

  const start = (delayMs: number, run: () => void, repeat: boolean): Timer => {
    const timer = new Timer()
    const actor = scheduler.current
    const again = () => {
      // Timers are late, never early.
      const delayUs = Math.max(1, delayMs) * 1_000 + random.whole(0, 300)
      timer.task = scheduler.schedule(actor, delayUs, () => {
        if (repeat) again()
        run()
      })
    }
    again()
    return timer
  }
  const stop = (timer?: unknown): void => {
    if (timer instanceof Timer && timer.task) timer.task.canceled = true
  }
  const soon = (run: (...args: unknown[]) => void, ...args: unknown[]): Timer => {
    const timer = new Timer()
    timer.task = scheduler.schedule(scheduler.current, 1, () => run(...args), true)
    return timer
  }
  Object.assign(globalThis, {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(ms, () => run(...args), false),
    setInterval: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(ms, () => run(...args), true),
    setImmediate: soon,
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
  })
  Date.now = () => epochMs + Math.floor(scheduler.nowUs / 1_000)
  Math.random = random.next
  crypto.randomUUID = () => uuidFrom(random)
  syncBuiltinESMExports()

  return () => {
    Object.assign(globalThis, real)
    Date.now = now
    Math.random = chance
    crypto.randomUUID = uuid
    syncBuiltinESMExports()
  }
}

/** A name from the seed, in the shape of a random UUID. */
export function uuidFrom(random: Random): ReturnType<typeof crypto.randomUUID> {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
