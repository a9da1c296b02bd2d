import { Fault, type Sequence } from '../../../core/units/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine, Published } from '../index.ts'
import { createDefinitions } from './definitions.ts'
import { projectionMigrations } from './migrations.ts'
import { readPosition } from './position-store.ts'
import type { ProjectionTables } from './tables.ts'
import { createWaiters } from './waiters.ts'
import { writeBatch } from './write-batch.ts'

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
  const { batchMax = 2_000, lingerMs = 50, waitMsMax = 5_000, halted, confirm } = options
  const { backoffMs = [50, 200, 1_000, 5_000] } = options
  await sql.migrate('peatio', projectionMigrations)
  const db = sql.database<ProjectionTables>('peatio')
  const definitions = createDefinitions((await engine.read({ kind: 'definitions' })).result)
  let { sequence: position } = await readPosition(db)
  if (position > engine.sequence()) {
    const detail = `SQL holds record ${position}, the journal ends at ${engine.sequence()}`
    throw new Fault('projection_ahead_of_journal', { detail })
  }

  const queue: Published[] = []
  const waiters = createWaiters(waitMsMax)
  let received: Sequence | 0 = position
  let stopping = false
  let failure: Fault | undefined
  let pausing: 'idle' | 'gathering' | 'backing off' | undefined
  /** Ends the loop's present pause. */
  let wake = () => undefined as void
  let roomMade = () => undefined as void

  const pause = async (why: typeof pausing, ms?: number) => {
    pausing = why
    await new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    pausing = undefined
  }
  const halt = (fault: Fault) => {
    failure = fault
    log.fatal({ err: fault, position }, 'the projection has halted: SQL no longer follows the journal')
    waiters.refuse(new Fault('projection_halted', { cause: fault }))
    wake()
    roomMade()
    halted?.(fault)
  }

  const consume = async (records: Published[]) => {
    for (const record of records) {
      if (failure || stopping) return
      if (record.sequence <= received) continue
      if (record.sequence !== received + 1) {
        return halt(new Fault('projection_gap', { detail: `record ${record.sequence} after ${received}` }))
      }
      received = record.sequence
      queue.push(record)
    }
    if (pausing === 'idle' || (pausing === 'gathering' && queue.length >= batchMax)) wake()
    // A bounded queue: the engine waits for us rather than we for memory.
    while (queue.length > 2 * batchMax && !failure && !stopping) {
      await new Promise<void>((resolve) => (roomMade = resolve))
    }
  }

  /** Tries until it is written. Gives up only when stopped, or when trying again cannot help. */
  const write = async (records: Published[]) => {
    for (let attempt = 0; !failure; attempt++) {
      try {
        await writeBatch(db, sql.dialect, { records, definitions })
        const { sequence } = records.at(-1)!
        position = sequence
        waiters.reach(sequence)
        return confirm?.(sequence)
      } catch (error) {
        if (error instanceof Fault && error.code === 'projection_gap') return halt(error)
        log.error({ err: error, attempt, from: records[0]!.sequence }, 'a batch was not written to SQL')
        // Nothing is lost by leaving: the next start follows from SQL's own position.
        if (stopping) failure = new Fault('projection_stopped_behind', { cause: error })
        else await pause('backing off', backoffMs[Math.min(attempt, backoffMs.length - 1)])
      }
    }
  }

  const run = async () => {
    while (!failure) {
      if (queue.length === 0) {
        if (stopping) return
        await pause('idle')
        continue
      }
      if (queue.length < batchMax && !waiters.waiting() && !stopping) await pause('gathering', lingerMs)
      await write(queue.splice(0, batchMax))
      roomMade()
    }
  }

  const unsubscribe = await engine.subscribe(position, consume)
  const ran = run()
  return {
    position: () => position,
    reached(sequence) {
      if (sequence <= position) return Promise.resolve()
      if (failure || stopping) return Promise.reject(new Fault('projection_halted', { cause: failure }))
      const reached = waiters.wait(sequence)
      if (pausing === 'gathering') wake()
      return reached
    },
    async stop() {
      unsubscribe()
      stopping = true
      wake()
      roomMade()
      await ran
      waiters.refuse(new Fault('projection_halted', { detail: 'stopped' }))
    },
  }
}
