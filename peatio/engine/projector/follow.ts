import type { Kysely } from 'kysely'
import { Fault, type Sequence } from '../../../core/units/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Dialect } from '../../../platform/sql/index.ts'
import type { Published } from '../index.ts'
import type { Definitions } from './definitions.ts'
import { Pause } from './pause.ts'
import type { Projector, ProjectorOptions } from './start-projector.ts'
import type { ProjectionTables } from './tables.ts'
import { Waiters } from './waiters.ts'
import { writeBatch } from './write-batch.ts'

export type FollowPorts = {
  db: Kysely<ProjectionTables>
  dialect: Dialect
  definitions: Definitions
  /** Where SQL stands. */
  position: Sequence | 0
  log: Logger
  options: Required<Omit<ProjectorOptions, 'confirm' | 'halted'>> & ProjectorOptions
}

/** Takes records as they come and writes them in batches, in order, until told to stop. */
export class Follower implements Omit<Projector, 'stop'> {
  readonly #ports: FollowPorts
  readonly #waiters: Waiters
  readonly #pause = new Pause()
  readonly #room = new Pause()
  readonly #queue: Published[] = []
  readonly #ran: Promise<void>
  #received: Sequence | 0
  #position: Sequence | 0
  #stopping = false
  #failure: Fault | undefined

  constructor(ports: FollowPorts) {
    this.#ports = ports
    this.#waiters = new Waiters(ports.options.waitMsMax)
    this.#received = ports.position
    this.#position = ports.position
    this.#ran = this.#run()
  }

  position(): Sequence | 0 {
    return this.#position
  }

  reached(sequence: Sequence | 0): Promise<void> {
    if (sequence <= this.#position) return Promise.resolve()
    if (this.#ended) return Promise.reject(new Fault('projection_halted', { cause: this.#failure }))
    const reached = this.#waiters.wait(sequence)
    this.#pause.end('gathering')
    return reached
  }

  /** Takes the next records; waits while the queue is full: the engine waits for us rather than we for memory. */
  async consume(records: Published[]): Promise<void> {
    const { batchMax } = this.#ports.options
    for (const record of records) {
      if (this.#ended) return
      if (record.sequence <= this.#received) continue
      if (record.sequence !== this.#received + 1) {
        return this.#halt(
          new Fault('projection_gap', { detail: `record ${record.sequence} after ${this.#received}` }),
        )
      }
      this.#received = record.sequence
      this.#queue.push(record)
    }
    this.#pause.end('idle')
    if (this.#queue.length >= batchMax) this.#pause.end('gathering')
    while (this.#queue.length > 2 * batchMax && !this.#ended) await this.#room.begin('full')
  }

  /** Writes what was received, then ends. */
  async end(): Promise<void> {
    this.#stopping = true
    this.#pause.end()
    this.#room.end()
    await this.#ran
    this.#waiters.refuse(new Fault('projection_halted', { detail: 'stopped' }))
  }

  get #ended(): boolean {
    return this.#stopping || this.#failure !== undefined
  }

  async #run(): Promise<void> {
    const { batchMax, lingerMs } = this.#ports.options
    while (this.#failure === undefined) {
      if (this.#queue.length > 0) {
        const hurry = this.#queue.length >= batchMax || this.#waiters.waiting() || this.#stopping
        if (!hurry) await this.#pause.begin('gathering', lingerMs)
        await this.#write(this.#queue.splice(0, batchMax))
        this.#room.end()
      } else if (this.#stopping) {
        return
      } else {
        await this.#pause.begin('idle')
      }
    }
  }

  /** Tries until it is written. Gives up only when stopped, or when trying again cannot help. */
  async #write(records: Published[]): Promise<void> {
    const { db, dialect, definitions, log, options } = this.#ports
    const { backoffMs } = options
    for (let attempt = 0; this.#failure === undefined; attempt++) {
      try {
        await writeBatch(db, dialect, { records, definitions })
        this.#position = records.at(-1)!.sequence
        this.#waiters.reach(this.#position)
        const done = this.#position - 1
        if (done > 0) options.confirm?.(done as Sequence)
        return
      } catch (error) {
        if (error instanceof Fault && error.code === 'projection_gap') return this.#halt(error)
        log.error({ err: error, attempt, from: records[0]!.sequence }, 'a batch was not written to SQL')
        // Nothing is lost by leaving: the next start follows from SQL's own position.
        if (this.#stopping) this.#failure = new Fault('projection_stopped_behind', { cause: error })
        else await this.#pause.begin('backing off', backoffMs[Math.min(attempt, backoffMs.length - 1)])
      }
    }
  }

  #halt(fault: Fault): void {
    const { log, options } = this.#ports
    this.#failure = fault
    log.fatal(
      { err: fault, position: this.#position },
      'the projection has halted: SQL no longer follows the journal',
    )
    this.#waiters.refuse(new Fault('projection_halted', { cause: fault }))
    this.#pause.end()
    this.#room.end()
    options.halted?.(fault)
  }
}
