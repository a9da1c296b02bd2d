import { Fault } from '../../core/units/index.ts'

export type Turnstile = {
  /** Resolves when it is the caller's turn; he gives it back by calling what he got. */
  enter(): Promise<() => void>
  /** Everyone waiting, and everyone who comes later, is refused with a Fault `sql_unavailable`. */
  close(): void
}

type Waiting = { admit(): void; refuse(fault: Fault): void }

/**
 * Lets one in at a time, in order of arrival. Whoever waits longer than `waitMsMax` is refused with a Fault
 * `sql_busy`, and at once whoever would be one too many: a transaction that asks for a second connection would
 * otherwise wait for itself for ever.
 */
export function createTurnstile(waitMsMax = 30_000, waitingMax = 5_000): Turnstile {
  const queue: Waiting[] = []
  let taken = false
  let closed = false

  const leave = () => {
    const next = queue.shift()
    if (next) next.admit()
    else taken = false
  }
  const ticket = () => {
    let used = false
    return () => {
      if (used) return
      used = true
      leave()
    }
  }
  return {
    enter() {
      if (closed) return Promise.reject(new Fault('sql_unavailable', { detail: 'closed' }))
      if (!taken) {
        taken = true
        return Promise.resolve(ticket())
      }
      if (queue.length >= waitingMax) {
        return Promise.reject(
          new Fault('sql_busy', { detail: `${waitingMax} are waiting for the connection` }),
        )
      }
      return new Promise((resolve, reject) => {
        const waiting: Waiting = {
          admit() {
            clearTimeout(timer)
            resolve(ticket())
          },
          refuse(fault) {
            clearTimeout(timer)
            reject(fault)
          },
        }
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(waiting), 1)
          reject(new Fault('sql_busy', { detail: 'the connection was not free in time' }))
        }, waitMsMax)
        timer.unref()
        queue.push(waiting)
      })
    },
    close() {
      closed = true
      for (const each of queue.splice(0)) each.refuse(new Fault('sql_unavailable', { detail: 'closed' }))
    },
  }
}
