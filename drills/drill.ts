/** What a drill is told. */
export type DrillOptions = {
  /** How often the fault is made. */
  rounds: number
  /** Everything that is drawn follows from it; a failing drill names it. */
  seed: number
  say: (line: string) => void
}

/** What it found: counts and names, small enough to be kept as JSON. */
export type Findings = Record<string, unknown>

/**
 * Does something bad to the exchange, many times, and holds it to its promises. Throws an AssertionError if one
 * is broken, a Fault `drill_impossible` if this machine cannot do it.
 */
export type Drill = {
  /** One line: the fault, and what must hold. */
  summary: string
  /** When nobody says how many. */
  roundsDefault: number
  run(options: DrillOptions): Promise<Findings>
}

/** Numbers from 0 to 1 from a seed; `below(n)` gives whole numbers from 0 to n - 1. */
export function drawsOf(random: () => number) {
  return {
    random,
    below: (count: number): number => Math.floor(random() * count),
    chance: (probability: number): boolean => random() < probability,
  }
}
