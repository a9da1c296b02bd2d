import { mkdirSync } from 'node:fs'
import { Fault, type Sequence } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import { readDirectory } from '../../platform/storage/index.ts'
import type { Engine } from '../engine/index.ts'
import { insertProof, keyOf, proofDb, publishedKeys } from './proof-store.ts'
import { readRootFile } from './root-files.ts'
import { proofNamed } from './tree-layout.ts'

export type PublishProofs = {
  sql: Sql
  engine: Pick<Engine, 'sequence'>
  /** Where root files and private trees lie. */
  directory: string
  /** Time between two proofs; null publishes only what an operator built. */
  everyMs: number | null
  /** Builds the proofs of a sequence into the directory. */
  build(sequence: Sequence): { done: Promise<void>; stop(): Promise<void> }
  clock: () => number
  log: Logger
  /** How often the directory is looked at. */
  lookEveryMs?: number
}

/** The first build of a process waits until its start is over. */
const settleMs = 20_000
const retryMs = { build: 10 * 60_000, look: 60_000 }
const lookEveryMsUsual = 2_000

/**
 * Publishes: builds a proof when one is due, and puts every root file of the directory into SQL that is not there
 * yet, whoever built it. The files come first, so a proof is lost neither in a kill nor with the database.
 */
export async function publishProofs(options: PublishProofs): Promise<{ stop(): Promise<void> }> {
  const { clock, log, lookEveryMs = lookEveryMsUsual } = options
  mkdirSync(options.directory, { recursive: true, mode: 0o700 })
  const published = await publishedKeys(proofDb(options.sql))
  const unreadable = new Set<string>()
  let due = Math.max(clock() + settleMs, published.lastAt + (options.everyMs ?? 0))
  let lookAgain = 0
  let building: ReturnType<PublishProofs['build']> | null = null
  const life = { stopped: false }

  /** A root file that cannot be read is told once, and keeps nothing else from being published. */
  async function adopt(): Promise<void> {
    const files = readDirectory(options.directory)
    for (const name of files.list()) {
      const named = proofNamed(name)
      if (!named || published.keys.has(keyOf(named)) || unreadable.has(name)) continue
      try {
        const proof = readRootFile(files, name)
        await insertProof(options.sql, proof, clock())
        const { currency, sequence, sum, root } = proof
        log.info({ currency, sequence, sum, root }, 'a proof of liabilities is published')
        published.keys.add(keyOf(named))
        published.last = Math.max(published.last, named.sequence)
      } catch (err) {
        if (!(err instanceof Fault) || err.code !== 'proof_corrupt') throw err
        unreadable.add(name)
        log.error({ err, name }, 'a root file cannot be published')
      }
    }
  }

  async function buildIfDue(): Promise<void> {
    const sequence = options.engine.sequence()
    if (options.everyMs === null || clock() < due || sequence === 0) return
    due = clock() + options.everyMs
    // Nothing happened since: the last proof still says everything.
    if (sequence === published.last) return
    building = options.build(sequence)
    await building.done.finally(() => (building = null))
  }

  const round = async (): Promise<void> => {
    await attempt(buildIfDue, () => (due = clock() + retryMs.build))
    if (clock() >= lookAgain) await attempt(adopt, () => (lookAgain = clock() + retryMs.look))
  }
  const attempt = (work: () => Promise<void>, later: () => void) =>
    work().catch((err: unknown) => {
      if (life.stopped) return
      later()
      log.error({ err }, 'proofs of liabilities wait')
    })
  let running = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = round().finally(() => (busy = false))
  }, lookEveryMs)
  return {
    async stop() {
      life.stopped = true
      clearInterval(timer)
      await building?.stop()
      await running
    },
  }
}
