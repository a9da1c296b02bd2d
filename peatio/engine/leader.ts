import { nextDue, nextTimer, skipDue, type DueCommand } from '../../core/exchange/index.ts'
import { assert, Fault, type Sequence, type TimeMs } from '../../core/units/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { readAnswers, writeAnswer, writeRepeated } from './answer-codec.ts'
import { blockOf, emptyBatch, lastOf, type Batch } from './batch.ts'
import { decideDue, decideHalt, decideSubmission, type Decided } from './decide-submission.ts'
import { publishedFrom } from './held-batch.ts'
import type { Journal } from './journal.ts'
import { applyRecord, type LeaderState } from './leader-state.ts'
import { engineDefaults, type EngineLog, type EngineOptions } from './options.ts'
import type { Answer, JournalRecord, Published, Query, ReadReply, Submission } from './port.ts'
import { prune } from './prune.ts'
import { read } from './read.ts'
import { recover, type Recovered } from './recover.ts'
import { writeRecord } from './record-writer.ts'
import { openReplay, type Replay } from './replay.ts'
import { writeSnapshot, type Positions } from './snapshot.ts'

export type LeaderPorts = {
  storage: Storage
  /** Milliseconds since the epoch. */
  clock: () => number
  log: EngineLog
  options?: Partial<EngineOptions>
}

/** What one batch came to. All of it is durable. */
export type Outcome = {
  /** One for each submission, in their order. */
  answers: Answer[]
  published: Published[]
  /** The journal began a new segment: a good moment for a snapshot. */
  rotated: boolean
}

/**
 * Opens the engine of record on this thread, without queue or promises: the same storage, clock and batches
 * give the same journal. Faults: `journal_corrupt`, `journal_unreadable`, `storage_failed`.
 */
export function openLeader({ storage, clock, log, options }: LeaderPorts): Leader {
  return new Leader({ storage, clock, log }, { ...engineDefaults, ...options })
}

export class Leader {
  readonly recovered: Recovered
  readonly options: EngineOptions
  readonly #ports: Omit<LeaderPorts, 'options'>
  readonly #state: LeaderState
  readonly #positions: Positions
  readonly #journal: Journal
  #durable: Sequence | 0
  #snapshot: number
  #stopped: Fault | null = null

  constructor(ports: Omit<LeaderPorts, 'options'>, options: EngineOptions) {
    const { state, positions, journal, recovered } = recover(ports.storage, ports.log, options)
    this.#ports = ports
    this.options = options
    this.recovered = recovered
    this.#state = state
    this.#positions = positions
    this.#journal = journal
    this.#durable = state.sequence
    this.#snapshot = recovered.snapshot
  }

  /** The last durable sequence. */
  get sequence(): Sequence | 0 {
    return this.#durable
  }

  /**
   * Decides a batch and what is due around it, in order, and makes it durable. If that fails nobody can say what the
   * disk holds, so this and every later call throws a Fault `engine_stopped`, and the process has to end and recover.
   */
  run(submissions: Submission[]): Outcome {
    const batch = this.decide(submissions)
    const { rotated } = this.append(batch)
    const { first, lines, views } = batch
    const answers: Answer[] = []
    readAnswers(batch.answers.bytes, views.bytes, (answer) => answers.push(answer))
    return { answers, published: publishedFrom(first, { lines: lines.bytes, views: views.bytes }), rotated }
  }

  /**
   * The first half of `run`: in memory, as a new batch or as more of one that was not appended yet. Whoever calls it
   * owes `append` or `appendLater`.
   */
  decide(submissions: Submission[], batch: Batch = emptyBatch()): Batch {
    return this.#orStop(() => {
      const now = this.#ports.clock()
      const at = Math.max(this.#state.at, now) as TimeMs
      this.#runDue(at, batch)
      for (const submission of submissions) {
        const known = this.#state.answers.find(submission.key)
        if (known) {
          writeRepeated(batch.answers, known)
          continue
        }
        const decided = decideSubmission(this.#state, submission, { now, at, log: this.#ports.log })
        const { key, command } = submission
        this.#apply({ at, key, kind: command.kind }, decided, batch, true)
        this.#runDue(at, batch)
      }
      return batch
    })
  }

  /** The second half: what was decided is written and synced. */
  append(batch: Batch): { rotated: boolean } {
    return this.#orStop(() => {
      if (batch.count === 0) return { rotated: false }
      const rotated = this.#journal.rotate()
      this.#journal.append(blockOf(batch))
      this.#durable = lastOf(batch)
      return { rotated }
    })
  }

  /** The same, while the caller may decide the next batch: one at a time, in their order. */
  async appendLater(batch: Batch): Promise<{ rotated: boolean }> {
    if (this.#stopped) throw this.#stopped
    if (batch.count === 0) return { rotated: false }
    try {
      const rotated = this.#journal.rotate()
      await this.#journal.appendLater(blockOf(batch))
      this.#durable = lastOf(batch)
      return { rotated }
    } catch (cause) {
      throw this.#stop(cause)
    }
  }

  /** When a batch has to be run, even an empty one, because something comes due; null if nothing is waited for. */
  get nextTimer(): TimeMs | null {
    return nextTimer(this.#state.exchange)
  }

  /** Current state, which is ahead of the durable one by what was decided: it may be told when that is appended. */
  read<Kind extends Query['kind']>(query: Extract<Query, { kind: Kind }>): ReadReply<Kind> {
    if (this.#stopped) throw this.#stopped
    return { sequence: this.#state.sequence, result: read<Kind>(this.#state, query) }
  }

  /** A reader of the outbox has done its work up to here: what it may still ask for is kept. */
  confirm(reader: string, sequence: Sequence): void {
    this.#positions.set(reader, sequence)
  }

  /** Old records once more, for a reader that is behind. */
  replay(after: number): Replay {
    return openReplay(this.#ports.storage, after, this.#ports.log)
  }

  /**
   * Writes the state down, unless nothing happened since, and drops what is no longer needed. A snapshot only
   * saves time, so one that fails is logged and the old ones serve.
   */
  snapshot(): void {
    if (this.#stopped) throw this.#stopped
    if (this.#durable === this.#snapshot) return
    // A state that is ahead of the journal could be on the disk before the journal is.
    if (this.#durable !== this.#state.sequence) return
    try {
      writeSnapshot(this.#ports.storage, this.#state, this.#positions)
      this.#snapshot = this.#durable
      this.prune()
    } catch (error) {
      this.#ports.log.error({ err: error }, 'a snapshot could not be written')
    }
  }

  prune(): void {
    const { storage, log } = this.#ports
    const { journalBytesMax } = this.options
    const dropped = prune(storage, { positions: this.#positions, journalBytesMax })
    if (dropped.length > 0) log.info({ dropped }, 'old snapshots and segments dropped')
  }

  /** For whoever writes a snapshot elsewhere. */
  get positions(): Positions {
    return new Map(this.#positions)
  }

  /** A last snapshot, unless the engine stopped on a failure; then gives up the storage. */
  async close(): Promise<void> {
    try {
      if (!this.#stopped) {
        this.snapshot()
        this.#journal.close()
      }
    } finally {
      this.#stopped ??= new Fault('engine_stopped', { detail: 'the engine was closed' })
      await this.#ports.storage.close()
    }
  }

  /** What trades and time have made due comes before anything that waits, each a record of its own in this batch. */
  #runDue(at: TimeMs, batch: Batch): void {
    let last = ''
    for (let due = this.#due(at); due; due = this.#due(at)) {
      const name = JSON.stringify(due)
      assert(name !== last, 'what was done is not due again')
      last = name
      const key = `engine:due:${this.#state.sequence}`
      const decided = decideDue(this.#state, due, { at, key, log: this.#ports.log })
      this.#apply({ at, key, kind: due.kind }, decided, batch, false)
      if (decided.rejection !== null) skipDue(this.#state.exchange, due)
    }
  }

  #due(at: TimeMs): DueCommand | null {
    return nextDue(this.#state.exchange, at)
  }

  /**
   * Makes what was decided true. The halt of a market that broke is a record of its own, in the same batch: readers see
   * it the same way whoever ordered it. `asked`: somebody waits for the answer.
   */
  #apply(
    { at, key, kind }: Pick<JournalRecord, 'at' | 'key' | 'kind'>,
    { rejection, events, broken }: Decided,
    batch: Batch,
    asked: boolean,
  ): void {
    const sequence = (this.#state.sequence + 1) as Sequence
    const record: JournalRecord = { sequence, at, key, kind, rejection, events }
    const { viewsAt, named } = applyRecord(this.#state, record, batch.views)
    if (batch.count === 0) batch.first = sequence
    else batch.lines.ascii('\n')
    writeRecord(batch.lines, record)
    batch.count += 1
    if (asked) writeAnswer(batch.answers, record, viewsAt, named)
    if (broken === null) return
    const halt = { at, key: `engine:halt:${sequence}`, kind: 'set_market_status' as const }
    this.#apply(halt, decideHalt(this.#state, broken, at), batch, false)
  }

  #orStop<Result>(work: () => Result): Result {
    if (this.#stopped) throw this.#stopped
    try {
      return work()
    } catch (cause) {
      throw this.#stop(cause)
    }
  }

  /** The first failure is what everyone is told. */
  #stop(cause: unknown): Fault {
    if (this.#stopped) return this.#stopped
    const reason = cause instanceof Error ? cause.message : String(cause)
    this.#stopped = new Fault('engine_stopped', { cause, detail: reason })
    this.#ports.log.error({ err: cause }, 'the engine stops: what is durable is no longer known')
    return this.#stopped
  }
}
