// The core's bench: our exchange beside two order books, on the same drawn steps. It knows how to measure, not how to
// match.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { serialize } from 'node:v8'
import { keepResults, medianOf } from '../results.ts'
import { contenders } from './contenders.ts'
import { drawWorkload, shapes } from './workloads.ts'

const run = promisify(execFile)
const round = fileURLToPath(new URL('./round.js', import.meta.url))
const peers = Object.keys(contenders).filter((name) => name !== 'opex')

export type CoreBenchOptions = { operations: number; rounds: number; seed: number }

/** Operations per second of CPU time (medians over the rounds), and our median over each peer's. */
export type CoreBenchRow = { workload: string } & Record<string, string | number>

/**
 * Runs every contender in a process of its own, one after the other in turns, so that a slow minute of the machine is
 * everybody's. CPU time counts, with all threads of the garbage collector: others may be busy on the machine too.
 */
export async function runCoreBench({ operations, rounds, seed }: CoreBenchOptions): Promise<CoreBenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-bench-core-'))
  try {
    const rows: CoreBenchRow[] = []
    const nsPerOperation: Record<string, Record<string, number[]>> = {}
    for (const [workload, shape] of Object.entries(shapes)) {
      console.error(`${workload}: drawing ${operations} operations`)
      const drawn = join(directory, workload)
      await writeFile(drawn, serialize(drawWorkload(shape, operations, seed)))
      const costs = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]))
      for (let turn = 1; turn <= rounds; turn++) {
        for (const [name, measured] of costs) {
          const { stdout } = await run(process.execPath, [
            round,
            name,
            workload,
            `${operations}`,
            `${seed}`,
            drawn,
          ])
          const { nsPerOperation } = JSON.parse(stdout) as { nsPerOperation: number }
          measured.push(nsPerOperation)
          console.error(
            `${workload} ${turn}/${rounds} ${name}: ${Math.round(nsPerOperation)} ns of CPU an operation`,
          )
        }
      }
      rows.push(rowOf(workload, costs))
      nsPerOperation[workload] = Object.fromEntries(costs)
    }
    await keepResults('core', { options: { operations, rounds, seed }, nsPerOperation })
    return rows
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function rowOf(workload: string, costs: Map<string, number[]>): CoreBenchRow {
  const costOf = (name: string) => medianOf(costs.get(name) ?? [])
  const timesAsFast = (cost: number) => Number((cost / costOf('opex')).toFixed(2))
  const row: CoreBenchRow = { workload }
  for (const name of costs.keys()) row[`${name} op/s`] = Math.round(1e9 / costOf(name))
  for (const name of peers) row[`× ${name}`] = timesAsFast(costOf(name))
  row['× the faster'] = timesAsFast(Math.min(...peers.map(costOf)))
  return row
}
