// The sweep: what an operation costs when there are ten times as many users, markets or resting orders.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { keepFile, keepResults, medianOf, type Figure } from '../results.ts'
import type { Size } from './exchange.ts'
import { plot, type Line } from './plot.ts'

export type SweepOptions = { operations: number; rounds: number; seed: number }

const smallest: Size = { users: 1_000, markets: 10, resting: 1_000 }
const steps = [1, 3, 10, 30]
const gate = 2
const run = promisify(execFile)
const round = fileURLToPath(new URL('./round.js', import.meta.url))

/** Rows are figures; keeps the raw numbers as `sweep.json` and their plot as `sweep.svg`. */
export async function runSweep(options: SweepOptions): Promise<Figure[]> {
  const measured: { grows: keyof Size; times: number; nsPerOperation: number[] }[] = []
  for (const times of steps) {
    // Sizes take turns, so that a slow minute of the machine is everybody's.
    for (const grows of Object.keys(smallest) as (keyof Size)[]) {
      const nsPerOperation = await measureSize({ ...smallest, [grows]: smallest[grows] * times }, options)
      console.error(`${grows} × ${times}: ${Math.round(medianOf(nsPerOperation))} ns of CPU an operation`)
      measured.push({ grows, times, nsPerOperation })
    }
  }
  const lines = (Object.keys(smallest) as (keyof Size)[]).map((grows): Line => {
    const rows = measured.filter((row) => row.grows === grows)
    const costs = rows.map(({ nsPerOperation }) => medianOf(nsPerOperation))
    return {
      name: grows,
      points: rows.map(({ times }, index) => ({ times, cost: costs[index]! / costs[0]! })),
    }
  })
  await keepResults('sweep', { options, smallest, measured })
  await keepFile('sweep.svg', plot('Engine: cost of an operation as the exchange grows', lines, gate))
  return lines.map(({ name, points }): Figure => {
    const ratio = Number(points.find(({ times }) => times === 10)!.cost.toFixed(2))
    return {
      figure: `10 × ${name}: time an operation`,
      ratio,
      gate: `≤ ${gate}`,
      target: '',
      held: ratio <= gate,
    }
  })
}

async function measureSize(size: Size, { operations, rounds, seed }: SweepOptions): Promise<number[]> {
  const { stdout } = await run(process.execPath, [
    round,
    JSON.stringify(size),
    ...[operations, rounds, seed].map(String),
  ])
  return JSON.parse(stdout) as number[]
}
