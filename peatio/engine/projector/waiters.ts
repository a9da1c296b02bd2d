import { Fault, type Sequence } from '../../../core/units/index.ts'

type Waiter = { sequence: Sequence | 0; timer: NodeJS.Timeout; resolve(): void; reject(fault: Fault): void }

/** Readers that wait for a record to reach SQL, each for at most `waitMsMax`. */
export class Waiters {
  readonly #waiting = new Set<Waiter>()
  readonly #waitMsMax: number

  constructor(waitMsMax: number) {
    this.#waitMsMax = waitMsMax
  }

  waiting(): boolean {
    return this.#waiting.size > 0
  }

  wait(sequence: Sequence | 0): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = () => {
        this.#waiting.delete(waiter)
        reject(new Fault('projection_late', { detail: `record ${sequence} is not in SQL yet` }))
      }
      const waiter: Waiter = { sequence, timer: setTimeout(late, this.#waitMsMax), resolve, reject }
      this.#waiting.add(waiter)
    })
  }

  reach(position: Sequence | 0): void {
    for (const waiter of this.#waiting) if (waiter.sequence <= position) this.#leave(waiter).resolve()
  }

  refuse(fault: Fault): void {
    for (const waiter of this.#waiting) this.#leave(waiter).reject(fault)
  }

  #leave(waiter: Waiter): Waiter {
    clearTimeout(waiter.timer)
    this.#waiting.delete(waiter)
    return waiter
  }
}
