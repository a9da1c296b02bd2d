import type { EngineOptions } from '../../peatio/engine/index.ts'
import type { ProjectorOptions } from '../../peatio/engine/projector/index.ts'
import type { DiskFaults } from '../../platform/storage/index.ts'
import type { Random } from './random.ts'

/**
 * What can go wrong, and how often at most when it does: of operations of its kind, or (`PerSecond`) of virtual
 * time. Every seed turns some of them off and draws a rate for the others, so that each fault also gets runs in
 * which no louder one hides it.
 */
const worst = {
  killPerSecond: 0.3,
  powerCutPerSecond: 0.3,
  sqlCut: 0.01,
  sqlConflict: 0.02,
  sqlCommitUnknown: 0.1,
  sqlSlow: 0.01,
  busRepeats: 0.3,
  busSplits: 0.5,
  busSlow: 0.05,
  busLoses: 0.3,
  busReorders: 0.05,
  requestLost: 0.1,
  requestTwice: 0.1,
  replyLost: 0.1,
  networkSlow: 0.05,
  decideThrows: 0.05,
  clockJumps: 0.02,
  chainReorgs: 0.2,
  chainFails: 0.1,
} as const

export type FaultName = keyof typeof worst

/** The faults of one run: asked before every operation, counted when they happen, and off in its last part. */
export class Faults {
  readonly #random: Random
  readonly #rates: Record<FaultName, number>
  readonly counts = new Map<FaultName, number>()
  #on = true

  constructor(random: Random, rates?: Partial<Record<FaultName, number>>) {
    this.#random = random
    this.#rates = rates ? { ...noFaults, ...rates } : drawRates(random)
  }

  /** Whether this operation fails, by the fault's rate (times `share`, for rates per second). */
  strikes(fault: FaultName, share = 1): boolean {
    const rate = this.#rates[fault] * share
    if (!this.#on || rate === 0 || !this.#random.chance(rate)) return false
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1)
    return true
  }

  off(): void {
    this.#on = false
  }

  /** The faults that are on, with their rates. */
  toString(): string {
    const on = Object.entries(this.#rates).filter(([, rate]) => rate > 0)
    return on.map(([fault, rate]) => `${fault} ${rate.toPrecision(2)}`).join(', ') || 'no faults'
  }
}

const noFaults = Object.fromEntries(Object.keys(worst).map((fault) => [fault, 0])) as Record<
  FaultName,
  number
>

function drawRates(random: Random): Record<FaultName, number> {
  const rates = { ...noFaults }
  // Few at once or many: a share of all faults, drawn first.
  const share = random.pick([0.1, 0.3, 0.5, 0.8])
  for (const fault of Object.keys(worst) as FaultName[]) {
    if (random.chance(share)) rates[fault] = worst[fault] * random.pick([0.1, 0.3, 1])
  }
  return rates
}

/** What the disk does by itself; a rotten bit is no matter of recovery and has its own check at the end. */
const worstDisk = { syncFails: 0.01, diskFull: 0.005, shortWrite: 0.1, powerCut: 0.005 } as const

export function drawDiskFaults(random: Random): Partial<DiskFaults> {
  const on = Object.entries(worstDisk).filter(() => random.chance(0.4))
  return Object.fromEntries(on.map(([fault, rate]) => [fault, rate * random.pick([0.1, 0.5, 1])]))
}

/** Sizes that are tiny now and then, so that rotation, snapshots, backfill and full queues happen in short runs. */
export function drawEngineOptions(random: Random): Partial<EngineOptions> {
  return {
    batchMax: random.pick([1, 3, 512]),
    segmentBytesMax: random.pick([2_000, 20_000, 64 << 20]),
    outboxWeightMax: random.pick([10, 200, 200_000]),
    queueMax: random.pick([16, 100, 10_000]),
  }
}

export function drawProjectorOptions(random: Random): ProjectorOptions {
  return {
    batchMax: random.pick([1, 7, 2_000]),
    lingerMs: random.pick([0, 5, 50]),
    backoffMs: [50, 200, 1_000],
  }
}
