import type { Outcome } from './run.ts'

/** An outcome as it travels between threads. */
export type PlainOutcome = Omit<Outcome, 'violation'> & { violation: string | null }

export const plainOutcome = (outcome: Outcome): PlainOutcome => ({
  ...outcome,
  violation: outcome.violation?.message ?? null,
})

/** The one command that runs a seed again. */
export const commandFor = (seed: number): string => `npm run simulate -- --seed ${seed}`

/** One run in a few lines; a failed one with the end of its log. */
export function describe(run: Outcome): string {
  const faults = Object.entries(run.faults).map(([fault, count]) => `${fault} ${count}`)
  const lines = [
    `seed ${run.seed}: ${run.steps} steps in ${run.virtualMs / 1_000} virtual s, ${run.records} records,`,
    `  ${run.acknowledgements} acknowledgements, ${run.lives} lives, ${run.audits} audits, ${run.commits} commits,`,
    `  ${run.credited} deposits, ${run.withdrawals} withdrawals, ${run.transfers} transfers;`,
    `  faults: ${faults.join(', ') || 'none'}`,
    `log ${run.digest}`,
  ]
  if (!run.violation) return [...lines, 'every invariant holds'].join('\n')
  return [...run.tail, ...lines, `VIOLATED ${run.violation.message}`, `again: ${commandFor(run.seed)}`].join(
    '\n',
  )
}

/** So many failed runs are told with the end of their log. */
const told = 3

const summed = [
  ...(['steps', 'records', 'acknowledgements', 'lives', 'audits'] as const),
  ...(['credited', 'withdrawals', 'transfers', 'commits'] as const),
]

/** Adds up runs as they end, and says so now and then. */
export class Tally {
  readonly #base: number
  readonly #startedAt = Date.now()
  readonly #digests = new Map<number, string>()
  readonly #failed: number[] = []
  readonly #faults = new Map<string, number>()
  readonly #sums = Object.fromEntries(summed.map((name) => [name, 0])) as Record<
    (typeof summed)[number],
    number
  >
  #compared = 0

  constructor(base: number) {
    this.#base = base
  }

  add(run: PlainOutcome): void {
    this.#digests.set(run.seed, run.digest)
    for (const name of summed) this.#sums[name] += run[name]
    for (const [fault, count] of Object.entries(run.faults))
      this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + count)
    if (run.violation !== null) {
      // When everything fails, the first few tell why.
      const tail = this.#failed.push(run.seed) <= told ? run.tail : []
      console.log([...tail, `seed ${run.seed} VIOLATED ${run.violation}`].join('\n'))
    }
    if (this.#digests.size % 100 === 0)
      console.log(
        `${this.#digests.size} seeds, ${this.#failed.length} failed, ${this.#seedsPerMinute()} a minute`,
      )
  }

  /** Another process ran this seed too. */
  compare(seed: number, digest: string): void {
    this.#compared += 1
    if (this.#digests.get(seed) === digest) return
    console.log(`seed ${seed} made another log in another process: ${digest}`)
    this.#failed.push(seed)
  }

  seeds(): number[] {
    return [...this.#digests.keys()].sort((a, b) => a - b)
  }

  failed(): number[] {
    return [...new Set(this.#failed)]
  }

  summary(): string {
    const sums = Object.entries(this.#sums).map(([name, sum]) => `${sum} ${name}`)
    const faults = [...this.#faults]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, sum]) => `${name} ${sum}`)
    return [
      `${this.#digests.size} seeds from ${this.#base}, ${this.#seedsPerMinute()} a minute: ${sums.join(', ')}`,
      `faults: ${faults.join(', ')}`,
      `${this.#compared} ran again in another process; ${this.failed().length} failed`,
    ].join('\n')
  }

  #seedsPerMinute(): number {
    return Math.round((this.#digests.size * 60_000) / Math.max(1, Date.now() - this.#startedAt))
  }
}
