import { amount, Fault } from '../../core/units/index.ts'
import type { Submission } from '../../peatio/engine/index.ts'
import type { MemoryDisk } from '../../platform/storage/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { canary } from './api.ts'
import { people } from './cast.ts'
import { openHost, type Host, type HostParts } from './host.ts'
import { noSecret } from './invariants/no-secret.ts'
import { noSurprise } from './invariants/no-surprise.ts'
import type { Random } from './random.ts'
import { readJournal } from './read-journal.ts'
import { Actor, type Scheduler } from './scheduler.ts'
import { SecondFactor } from './second-factor.ts'
import type { SimulatedDatabase } from './sql/database.ts'
import type { Faults } from './swarm.ts'
import { epochMs } from './take-over-globals.ts'
import { Violation } from './violation.ts'
import type { Witness } from './witness.ts'

export type ExchangeParts = Pick<HostParts, 'chain' | 'engineOptions' | 'projectorOptions'> & {
  scheduler: Scheduler
  random: Random
  faults: Faults
  disk: MemoryDisk
  database: SimulatedDatabase
  witness: Witness
  supervisor: Actor
  tell: (actor: string, text: string) => void
  violated: (violation: Violation) => void
  /** Breaks the exchange on purpose: for tests that must see it found. */
  sabotage?: Sabotage
}

/** Ways to break the exchange that the simulation has to find. */
export type Sabotage = {
  storage?: (storage: HostParts['storage']) => HostParts['storage']
  submission?: (submission: Submission) => Submission
  engine?: HostParts['engineOptions']
  /** A transaction that is cut keeps what it had written. */
  tornTransactions?: true
}

/** Codes with which a start may fail while its storage, database or chain does; any other is a find. */
const passing = new Set([
  'storage_failed',
  'engine_stopped',
  'engine_overloaded',
  'sql_migration_failed',
  'chain_unavailable',
])

/** The exchange over all its lives, and whoever starts it again when it is down. */
export class Exchange {
  readonly #parts: ExchangeParts
  #actor: Actor | null = null
  readonly #secondFactor = new SecondFactor()
  #skewMs = 0
  host: Host | null = null
  lives = 0

  constructor(parts: ExchangeParts) {
    this.#parts = parts
  }

  boot(delayUs: number): void {
    const { scheduler, supervisor } = this.#parts
    scheduler.schedule(supervisor, delayUs, () => {
      const actor = new Actor(`exchange-${(this.lives += 1)}`)
      this.#actor = actor
      scheduler.schedule(actor, 0, () => void this.#open(actor))
    })
  }

  /** Ends this life. Without power, the disk forgets what it had not synced. */
  crash(reason: string, power: boolean): void {
    const { disk, database, random, tell } = this.#parts
    const actor = this.#actor
    if (!actor?.alive) return
    tell(actor.name, `ends: ${reason}`)
    actor.alive = false
    this.host = null
    if (power) disk.kill()
    else disk.cutPower()
    database.disconnect(actor)
    this.boot(random.whole(10_000, 2_000_000))
  }

  async #open(actor: Actor): Promise<void> {
    const { tell, violated } = this.#parts
    try {
      const host = await openHost(this.#hostParts(actor))
      if (!actor.alive) return
      this.host = host
      tell(
        actor.name,
        `is up at ${host.engine.sequence()}, ${host.engine.recovered.replayed} records replayed`,
      )
    } catch (error) {
      if (!actor.alive) return
      const code = error instanceof Fault ? error.code : 'unknown'
      const lost = code !== 'unknown' && !passing.has(code)
      if (lost) violated(new Violation('a start recovers', String(error)))
      this.crash(`could not start: ${error instanceof Error ? error.message : String(error)}`, true)
    }
  }

  #hostParts(actor: Actor): HostParts {
    const { scheduler, random, faults, disk, database, witness, sabotage = {}, tell } = this.#parts
    const say = (text: string) => tell(actor.name, text)
    const storage = disk.open()
    return {
      scheduler,
      random,
      faults,
      tell: say,
      actor,
      storage: sabotage.storage?.(storage) ?? storage,
      sql: database.connect(actor),
      chain: this.#parts.chain,
      secondFactor: this.#secondFactor,
      clock: () => this.#clock(),
      log: createLog('opex', 'warn', { write: (line) => this.hear(line) }),
      engineOptions: { ...this.#parts.engineOptions, ...sabotage.engine },
      projectorOptions: this.#parts.projectorOptions,
      people,
      intercept: (submission) => this.#intercept(submission),
      witness: (engine) => witness.follow(engine, readJournal(disk.join())),
      onStopped: (fault) => this.#stopped(actor, fault),
    }
  }

  /** Its process ends, a little later than it should. */
  #stopped(actor: Actor, fault: Error): void {
    const { scheduler, random, supervisor } = this.#parts
    scheduler.schedule(supervisor, random.whole(0, 5_000), () => {
      if (actor === this.#actor) this.crash(`a part stopped: ${fault.message}`, true)
    })
  }

  /** A machine's clock: it may jump, also back. */
  #clock(): number {
    const { scheduler, random, faults } = this.#parts
    if (faults.strikes('clockJumps')) this.#skewMs = random.whole(-8_000, 8_000)
    return epochMs + Math.floor(scheduler.nowUs / 1_000) + this.#skewMs
  }

  /** Once in a while, deciding on a command throws. */
  #intercept(submission: Submission): Submission {
    const { witness, faults, sabotage } = this.#parts
    witness.asks(submission)
    const sent = sabotage?.submission?.(submission) ?? submission
    if (sent.command.kind !== 'place_order' || !faults.strikes('decideThrows')) return sent
    // A command with a sum is handed to the engine as the object that it is, so the trap travels with it.
    const asObject = { ...sent.command, special: { ...sent.command.special, budget: amount(1n) } }
    const command = Object.defineProperty(asObject, 'quantity', {
      get: () => {
        throw new Error('a planted failure')
      },
    })
    return { ...sent, command }
  }

  /** A line of any log. */
  hear(line: string): void {
    const [complaint] = noSecret(line, canary)
    if (complaint !== undefined) this.#parts.violated(new Violation('I14 no secret', complaint))
    const [surprise] = noSurprise(line)
    if (surprise !== undefined) this.#parts.violated(new Violation('errors have a cause', surprise))
  }
}
