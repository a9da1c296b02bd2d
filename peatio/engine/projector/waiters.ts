import { Fault, type Sequence } from '../../../core/units/index.ts'

type Waiter = { sequence: Sequence | 0; resolve(): void; reject(fault: Fault): void }

/** Readers that wait for a record to reach SQL, each for at most `waitMsMax`. */
export function createWaiters(waitMsMax: number) {
  const waiting = new Set<Waiter>()
  return {
    waiting: () => waiting.size > 0,
    wait: (sequence: Sequence | 0) =>
      new Promise<void>((resolve, reject) => {
        const leave = () => {
          clearTimeout(timer)
          waiting.delete(waiter)
        }
        const waiter: Waiter = {
          sequence,
          resolve() {
            leave()
            resolve()
          },
          reject(fault) {
            leave()
            reject(fault)
          },
        }
        const late = new Fault('projection_late', { detail: `record ${sequence} is not in SQL yet` })
        const timer = setTimeout(() => waiter.reject(late), waitMsMax)
        waiting.add(waiter)
      }),
    reach(position: Sequence | 0) {
      for (const each of [...waiting]) if (each.sequence <= position) each.resolve()
    },
    refuse(fault: Fault) {
      for (const each of [...waiting]) each.reject(fault)
    },
  }
}
