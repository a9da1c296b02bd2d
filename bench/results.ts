import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, release } from 'node:os'
import { join } from 'node:path'

/** What a figure depends on, without saying whose machine it was. */
export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  system: `${process.platform} ${release().split('-')[0]}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  /** Of the last minute: more than the bench's own two or three says that others were at work. */
  load: loadavg()[0],
})

const directory = join(process.cwd(), 'bench', 'results')

/** Keeps a part's raw numbers in `bench/results/<name>.json`, in place of those of an earlier run. */
export async function keepResults(name: string, measured: object): Promise<void> {
  await keepFile(`${name}.json`, `${JSON.stringify({ ...machine(), ...measured }, rounded, 2)}\n`)
}

export async function keepFile(name: string, content: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, name), content)
}

/** Four digits are more than any of this repeats to. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? Number(value.toPrecision(4))
    : value

export const medianOf = (values: readonly number[]): number => percentileOf(values, 0.5)

/** The value below which this share of the values lies; NaN of none. */
export function percentileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** A figure of the house: what was measured in each round, against its gate. */
export type Figure = { figure: string; ratio: number; gate: string; target: string; held: boolean }

/** `rounds` are ratios, each of two things measured in turns in the same minute. */
export function figureOf(
  figure: string,
  rounds: readonly number[],
  { gate, target, atMost = false }: { gate: number; target: number; atMost?: boolean },
): Figure {
  const ratio = Number(medianOf(rounds).toFixed(2))
  const sign = atMost ? '≤' : '≥'
  const held = atMost ? ratio <= gate : ratio >= gate
  return { figure, ratio, gate: `${sign} ${gate}`, target: `${sign} ${target}`, held }
}
