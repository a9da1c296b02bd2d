import { Worker } from 'node:worker_threads'
import type { PlainOutcome } from './report.ts'

export type Fleet = {
  base: number
  count: number
  jobs: number
  /** No seed is begun after this moment. */
  endsAt: number
  onOutcome: (outcome: PlainOutcome) => void
}

/** A run takes a fraction of a second; one that takes this long has lost itself within a step. */
const stuckMs = 120_000

/** Runs seeds on so many threads, each as soon as one is free. A thread that is stuck is given up with its seed. */
export async function runFleet({ base, count, jobs, endsAt, onOutcome }: Fleet): Promise<void> {
  let given = 0
  const next = (): number | undefined => {
    if (given >= count || Date.now() >= endsAt) return undefined
    return base + given++
  }
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, () => runThread(next, onOutcome)))
}

async function runThread(next: () => number | undefined, onOutcome: Fleet['onOutcome']): Promise<void> {
  for (let seed = next(); seed !== undefined;) {
    const { lost } = await runUntilStuck(seed, next, onOutcome)
    if (lost === undefined) return
    onOutcome(lost)
    seed = next()
  }
}

/** Works off seeds until there are none, or until one of them takes the thread down. */
function runUntilStuck(
  first: number,
  next: () => number | undefined,
  onOutcome: Fleet['onOutcome'],
): Promise<{ lost: PlainOutcome | undefined }> {
  const worker = new Worker(new URL('../simulate-worker.js', import.meta.url), { name: 'simulation' })
  return new Promise((resolve) => {
    let seed: number | undefined = first
    let watch: NodeJS.Timeout | undefined
    const end = (violation: string | null) => {
      clearTimeout(watch)
      void worker.terminate()
      resolve({ lost: violation === null ? undefined : lostOutcome(seed ?? first, violation) })
    }
    const give = () => {
      clearTimeout(watch)
      if (seed === undefined) return end(null)
      watch = setTimeout(() => end(`liveness: stuck in one step for ${stuckMs / 1_000} s`), stuckMs)
      worker.postMessage(seed, [])
    }
    worker.on('message', (message: PlainOutcome | 'ready') => {
      if (message !== 'ready') {
        onOutcome(message)
        seed = next()
      }
      give()
    })
    worker.on('error', (error) => end(`the thread failed: ${error.stack ?? error.message}`))
  })
}

const lostOutcome = (seed: number, violation: string): PlainOutcome => ({
  ...{ seed, violation, digest: '', tail: [], faults: {} },
  ...{
    steps: 0,
    virtualMs: 0,
    records: 0,
    acknowledgements: 0,
    audits: 0,
    lives: 0,
    credited: 0,
    withdrawals: 0,
    transfers: 0,
    commits: 0,
  },
})
