import { Fault, type Sequence } from '../../../core/units/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine } from '../index.ts'
import { createDefinitions } from './definitions.ts'
import { Follower } from './follow.ts'
import { projectionMigrations } from './migrations.ts'
import { readPosition } from './position-store.ts'
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
  /** Told after every batch; the wiring tells the engine, which keeps what comes after for the next start. */
  confirm?(position: Sequence): void
  /** Told when the projection cannot go on; reads that depend on it are refused from then on. */
  halted?(fault: Fault): void
}

/** Follows the engine from SQL's own position and writes everything it publishes, each record once. */
export async function startProjector(
  { engine, sql, log }: { engine: Engine; sql: Sql; log: Logger },
  options: ProjectorOptions = {},
): Promise<Projector> {
  await sql.migrate('peatio', projectionMigrations)
  const db = sql.database<ProjectionTables>('peatio')
  const definitions = createDefinitions((await engine.read({ kind: 'definitions' })).result)
  const { sequence: position } = await readPosition(db)
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
  const unsubscribe = await engine.subscribe(position, (records) => follower.consume(records))
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
