import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { startEngine, type RunningEngine, type Submission } from '../../peatio/engine/index.ts'
import { drawWorkload, shapes } from '../core/workloads.ts'
import { percentileOf } from '../results.ts'
import { openingSubmissions, submissionsOf } from './scene.ts'

/** Milliseconds. */
export type AcknowledgeRound = {
  p50: number
  p90: number
  p99: number
  fdatasyncP50: number
  /** Bytes that were written before each bare sync: as many records as a batch has. */
  bytes: number
  /** The longest garbage collection of the engine's thread in this round, 0 if there was none. */
  pauseMax: number
  achieved: number
  /** Commands that the engine refused because its queue was full. */
  refused: number
}
export type AcknowledgeOptions = { rate: number; seconds: number; rounds: number; seed: number }

const recordBytes = 330
const syncs = 200

/**
 * Open loop through the engine's front, as every room of the house calls it, on its two threads. Latency counts from
 * the moment at which a command was due, so that a stalled engine is charged for all that had to wait.
 */
export async function measureAcknowledgement(
  directory: string,
  { rate, seconds, rounds, seed }: AcknowledgeOptions,
): Promise<AcknowledgeRound[]> {
  let pauses: number[] = []
  const info = (facts: object) => {
    if ('pauseMs' in facts) pauses.push(Number(facts.pauseMs))
  }
  const fail = (error: unknown) => {
    throw error
  }
  const engine = await startEngine({
    directory: join(directory, 'engine'),
    log: { info, warn: info, error: console.error },
    options: { pauseMsLogged: 0 },
    onStopped: fail,
    onConsumerFault: fail,
  })
  const perRound = Math.round(rate * seconds)
  const drawn = drawWorkload(shapes.mixed, perRound * rounds, seed)
  await inBatches(engine, [...openingSubmissions(), ...submissionsOf(drawn.opening, 'opening')])
  const commands = submissionsOf(drawn.warmUp, 'warm-up')
  await inBatches(engine, commands.splice(0, commands.length - perRound))
  await openLoop(engine, commands, rate)
  const measured: AcknowledgeRound[] = []
  const steps = submissionsOf(drawn.steps, 'steps')
  for (let round = 0; round < rounds; round++) {
    pauses = []
    const started = performance.now()
    const latencies = await openLoop(engine, steps.slice(round * perRound, (round + 1) * perRound), rate)
    const refused = latencies.filter((latency) => latency === Infinity).length
    const achieved = ((perRound - refused) * 1_000) / (performance.now() - started)
    const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => percentileOf(latencies, share)) as Three
    // One batch gathers what arrives while the one before it is on its way to the disk.
    const waiting = Number.isFinite(p50) ? (rate * p50) / 1_000 : rate / 1_000
    const bytes = Math.max(1, Math.round(waiting / 2)) * recordBytes
    const fdatasyncP50 = percentileOf(bareSyncs(join(directory, 'bare'), bytes), 0.5)
    measured.push({ p50, p90, p99, fdatasyncP50, bytes, pauseMax: Math.max(0, ...pauses), achieved, refused })
  }
  await engine.close()
  return measured
}

type Three = [number, number, number]

async function inBatches(engine: RunningEngine, submissions: Submission[]): Promise<void> {
  const step = 2_000
  for (let from = 0; from < submissions.length; from += step)
    await Promise.all(submissions.slice(from, from + step).map((each) => engine.submit(each)))
}

/** Submits each command when it is due, whether or not earlier ones were answered; milliseconds from due to durable. */
async function openLoop(
  engine: RunningEngine,
  submissions: Submission[],
  rate: number,
): Promise<Float64Array> {
  const latencies = new Float64Array(submissions.length)
  const start = performance.now() + 5
  let sent = 0
  let answered = 0
  await new Promise<void>((resolve) => {
    const settle = (index: number, dueAt: number) => {
      latencies[index] = performance.now() - dueAt
      if (++answered === submissions.length) resolve()
    }
    const pump = () => {
      const due = Math.min(submissions.length, ((performance.now() - start) * rate) / 1_000)
      for (; sent < due; sent++) {
        const [index, dueAt] = [sent, start + (sent * 1_000) / rate]
        // A command that was refused because the queue was full has waited for ever.
        const refused = () => settle(index, -Infinity)
        engine.submit(submissions[index]!).then(() => settle(index, dueAt), refused)
      }
      if (sent < submissions.length) setImmediate(pump)
    }
    pump()
  })
  return latencies
}

/** What the disk alone takes: a write of that size into space that the file has, and its fdatasync. */
function bareSyncs(path: string, bytes: number): number[] {
  const file = openSync(path, 'w+')
  try {
    const block = Buffer.alloc(bytes, 'x')
    for (let at = 0; at < syncs; at++) writeSync(file, block, 0, bytes, at * bytes)
    fdatasyncSync(file)
    return Array.from({ length: syncs }, (_, at) => {
      const started = performance.now()
      writeSync(file, block, 0, bytes, at * bytes)
      fdatasyncSync(file)
      return performance.now() - started
    })
  } finally {
    closeSync(file)
  }
}
