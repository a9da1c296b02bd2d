import { Fault, type Sequence } from '../../../core/units/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine, Published } from '../index.ts'
import { createDefinitions } from './definitions.ts'
import { Follower } from './follow.ts'
import { projectionMigrations } from './migrations.ts'
import { readPosition, type Position } from './position-store.ts'
import type { ProjectionTables } from './tables.ts'

export type Projector = {
  /** The last record whose effects SQL holds. */
  position(): Sequence | 0
  /** Resolves when SQL holds this record. Rejects with a Fault: `projection_late`, `projection_halted`. */
  reached(sequence: Sequence | 0): Promise<void>
  /** Writes what it has received, then ends. */
  stop(): Promise<void>
}

export type ProjectorOptions = {
  /** Records written in one transaction. */
  batchMax?: number
  /** How long a batch may gather while nobody waits for it: under load one transaction serves many orders. */
  lingerMs?: number
  /** How long a reader waits before he is told that the projection is late. */
  waitMsMax?: number
  /** Waits after failed attempts; the last one repeats. */
  backoffMs?: readonly number[]
  /**
   * Told after every batch up to where SQL does not need the journal any more: the record before the last one, which
   * the next start looks at. The wiring tells the engine, which keeps what comes after.
   */
  confirm?(position: Sequence): void
  /** Told when the projection cannot go on; reads that depend on it are refused from then on. */
  halted?(fault: Fault): void
}

/** Compares the record that SQL stands at with the journal's of that number. */
function lookAt(position: Sequence, { key, at }: NonNullable<Position['record']>) {
  let fault: Fault | null = null
  let settle: (fault: Fault | null) => void
  const seen = new Promise<Fault | null>((resolve) => (settle = resolve))
  return {
    /** The fault, if it is another one; resolves with the first records. */
    seen,
    /** Whether records may be followed. */
    passes(records: Published[]): boolean {
      const found = records.find(({ sequence }) => sequence === position)
      if (found && (found.key !== key || found.at !== at)) {
        const detail = `SQL's record ${position} is ${key} of ${at}, the journal's ${found.key} of ${found.at}`
        fault = new Fault('projection_of_another_history', { detail })
      }
      settle(fault)
      return fault === null
    },
  }
}

/**
 * Follows the engine from SQL's own position and writes everything it publishes, each record once. Faults:
 * `projection_ahead_of_journal`, `projection_of_another_history` if the journal was forked before SQL's position.
 */
export async function startProjector(
  { engine, sql, log }: { engine: Engine; sql: Sql; log: Logger },
  options: ProjectorOptions = {},
): Promise<Projector> {
  await sql.migrate('peatio', projectionMigrations)
  const db = sql.database<ProjectionTables>('peatio')
  const definitions = createDefinitions((await engine.read({ kind: 'definitions' })).result)
  const { sequence: position, record } = await readPosition(db)
  if (position > engine.sequence()) {
    const detail = `SQL holds record ${position}, the journal ends at ${engine.sequence()}`
    throw new Fault('projection_ahead_of_journal', { detail })
  }
  const { dialect } = sql
  const follower = new Follower({
    db,
    dialect,
    definitions,
    position,
    log,
    options: { ...defaults, ...options },
  })
  // The record at the position comes once more, to be looked at: what follows it counts only in the same history.
  const look = record === null ? null : lookAt(position as Sequence, record)
  const unsubscribe = await engine.subscribe(look ? ((position - 1) as Sequence | 0) : position, (records) =>
    look && !look.passes(records) ? undefined : follower.consume(records),
  )
  const fault = await look?.seen
  if (fault) {
    unsubscribe()
    await follower.end()
    throw fault
  }
  return {
    position: () => follower.position(),
    reached: (sequence) => follower.reached(sequence),
    async stop() {
      unsubscribe()
      await follower.end()
    },
  }
}

const defaults = { batchMax: 2_000, lingerMs: 50, waitMsMax: 5_000, backoffMs: [50, 200, 1_000, 5_000] }
