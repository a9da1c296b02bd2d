// The engine's bench: what durability costs in throughput, and how long an acknowledgement takes at a given rate.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figureOf, keepResults, medianOf, type Figure } from '../results.ts'
import { measureAcknowledgement } from './acknowledge.ts'
import { measureThroughput } from './throughput.ts'

export type EngineBenchOptions = {
  /** Commands of one round of the throughput. */
  operations: number
  rate: number
  seconds: number
  rounds: number
  seed: number
}

/** Runs both and keeps their raw numbers in `bench/results/engine.json`. */
export async function runEngineBench(options: EngineBenchOptions): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-bench-engine-'))
  try {
    const throughput = await measureThroughput(join(directory, 'throughput'), options)
    const acknowledgement = await measureAcknowledgement(directory, options)
    await keepResults('engine', { options, throughput, acknowledgement })
    const pauseMax = medianOf(acknowledgement.map((round) => round.pauseMax))
    const longest = Math.max(...acknowledgement.map((round) => round.pauseMax))
    return [
      figureOf(
        'durable ÷ in-memory throughput',
        throughput.map(({ durable, inMemory }) => durable / inMemory),
        { gate: 0.5, target: 0.75 },
      ),
      figureOf(
        `acknowledgement p50 at ${options.rate}/s ÷ one bare fdatasync`,
        acknowledgement.map(({ p50, fdatasyncP50 }) => p50 / fdatasyncP50),
        { gate: 3, target: 2, atMost: true },
      ),
      {
        figure: `longest garbage collection of the engine's thread, ms (median of rounds ${pauseMax.toFixed(1)})`,
        ratio: Number(longest.toFixed(2)),
        gate: '≤ 10',
        target: '≤ 10',
        held: longest <= 10,
      },
    ]
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
