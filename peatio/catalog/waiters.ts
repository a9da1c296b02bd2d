import type { Sequence } from '../../core/units/index.ts'

/** Who waits for the catalog to have followed a record. A subscription that breaks ends the process, and the wait. */
export function createWaiters(position: Sequence | 0) {
  let waiting: { sequence: Sequence | 0; resolve: () => void }[] = []
  return {
    reached: (sequence: Sequence | 0): Promise<void> =>
      sequence <= position
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ sequence, resolve })),
    reach(sequence: Sequence): void {
      position = sequence
      const done = waiting.filter((each) => each.sequence <= position)
      waiting = waiting.filter((each) => each.sequence > position)
      for (const { resolve } of done) resolve()
    },
  }
}
