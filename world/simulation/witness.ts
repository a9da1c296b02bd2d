import type { AssetType } from '../../core/exchange/index.ts'
import { encodeRecord } from '../../peatio/engine/record-codec.ts'
import type { Published, Request, RunningEngine, Submission } from '../../peatio/engine/index.ts'
import { operationsOf } from '../../peatio/engine/projector/index.ts'
import { canary } from './api.ts'
import { acknowledgedKept, type Acknowledged } from './invariants/acknowledged-kept.ts'
import { CreditedWasReceived, type Received } from './invariants/credited-was-received.ts'
import { noSecret } from './invariants/no-secret.ts'
import { GivenOnce } from './invariants/given-once.ts'
import { nobodyOverdrawn } from './invariants/nobody-overdrawn.ts'
import { OneEffectPerKey } from './invariants/one-effect-per-key.ts'
import { OrdersAddUp } from './invariants/orders-add-up.ts'
import { PaidOutOnce } from './invariants/paid-out-once.ts'
import { postingsBalance } from './invariants/postings-balance.ts'
import { ReplaysEqual } from './invariants/replays-equal.ts'
import { SequenceGapless } from './invariants/sequence-gapless.ts'
import { Twin, type Asked } from './invariants/twin-agrees.ts'
import { WithdrawalsEndOnce, type Sent } from './invariants/withdrawals-end-once.ts'
import { journalKeeps } from './read-journal.ts'
import { Violation } from './violation.ts'

export type WitnessParts = {
  final: (txid: string) => Received | undefined
  sentBy: (txid: string) => Sent | undefined
  tell: (text: string) => void
  violated: (violation: Violation) => void
}

/**
 * Sees everything that the engine publishes over all its lives, and everything that people were told, and holds
 * every record against the invariants as it comes.
 */
export class Witness {
  readonly records: Published[] = []
  /** Each record as the journal has it. */
  readonly lines: string[] = []
  readonly paidOut = new PaidOutOnce()
  readonly withdrawals: WithdrawalsEndOnce
  readonly gifts = new GivenOnce()
  readonly orders = new OrdersAddUp()
  readonly replay = new ReplaysEqual()
  readonly #parts: WitnessParts
  readonly #asked = new Map<string, Asked>()
  readonly #byKey = new Map<string, Published>()
  readonly #acknowledged: Acknowledged[] = []
  #unchecked: Acknowledged[] = []
  readonly #gapless = new SequenceGapless()
  readonly #keys = new OneEffectPerKey()
  readonly #credited: CreditedWasReceived
  readonly #twin = new Twin()
  readonly #assets = new Map<string, AssetType>()
  /** Markets that are not open, with when each opens by itself, if it does. */
  readonly closed = new Map<string, number | null>()
  acknowledgements = 0

  constructor(parts: WitnessParts) {
    this.#parts = parts
    this.#credited = new CreditedWasReceived(parts.final)
    this.withdrawals = new WithdrawalsEndOnce(parts.sentBy)
  }

  /** The last record seen. */
  get sequence(): Published['sequence'] | 0 {
    return this.records.at(-1)?.sequence ?? 0
  }

  get credited(): number {
    return this.#credited.count
  }

  /**
   * Follows one life of the engine from its first moment. What was published before must still be there, word for
   * word, in the journal that this life has found.
   */
  async follow(engine: RunningEngine, journal: string[]): Promise<void> {
    this.violated('I8 acknowledged kept', journalKeeps(journal.slice(0, this.lines.length), this.lines))
    if (engine.recovered.sequence < this.sequence) {
      const detail = `record ${this.sequence} was published, the journal ends at ${engine.recovered.sequence}`
      this.violated('I8 acknowledged kept', [detail])
      return
    }
    await engine.subscribe(this.sequence, (records) => {
      for (const record of records) {
        try {
          this.#take(record)
        } catch (error) {
          this.violated('the records can be followed', [`record ${record.sequence}: ${String(error)}`])
        }
      }
    })
  }

  /** What is on its way to the engine; the first command of a key is the one that counts. */
  asks({ key, command, deadline }: Submission): void {
    const known = this.#asked.get(key)
    if (!known) this.#asked.set(key, { command, ...(deadline !== undefined && { deadline }) })
  }

  told(acknowledged: Acknowledged): void {
    this.acknowledgements += 1
    this.#acknowledged.push(acknowledged)
    this.#unchecked.push(acknowledged)
  }

  /** Holds what people were told since the last time (or ever) against the records: when all of them are in. */
  checkAcknowledged(ever = false): void {
    const kept = {
      recordOf: (key: string) => this.#byKey.get(key),
      isOpen: (order: number) => this.orders.isOpen(order),
    }
    this.violated('I8 acknowledged kept', acknowledgedKept(ever ? this.#acknowledged : this.#unchecked, kept))
    this.violated('I8 acknowledged kept', this.gifts.lost())
    this.#unchecked = []
  }

  violated(invariant: string, complaints: string[]): void {
    const [first] = complaints
    if (first !== undefined) this.#parts.violated(new Violation(invariant, first))
  }

  recordOf(key: string): Published | undefined {
    return this.#byKey.get(key)
  }

  /** The deadline differs with every try: the one that was decided is the last that was sent. */
  commandOf(key: string): Request | undefined {
    return this.#asked.get(key)?.command
  }

  #take(record: Published): void {
    const { sequence, key, events, touched } = record
    const line = encodeRecord(record)
    this.#parts.tell(`record ${line}`)
    this.violated('I11 sequence gapless', this.#gapless.take(record))
    this.violated('I9 one effect per key', this.#keys.take(record))
    if (sequence <= this.records.length) return
    this.#learn(record)
    this.violated('I7 orders add up', this.orders.take(record))
    this.violated('I6 twin agrees', this.#twin.take(record, this.#asked.get(key)))
    this.violated('I2 nobody overdrawn', nobodyOverdrawn(touched.balances))
    for (const event of events) {
      const operations = operationsOf(event, (asset) => this.#assets.get(asset)!)
      this.violated('I4 postings balance', postingsBalance(operations))
    }
    for (const paid of [this.paidOut, this.withdrawals, this.gifts])
      this.violated('I12 paid out once', paid.take(events))
    this.violated('I13 credited was received', this.#credited.take(events))
    this.violated('I14 no secret', noSecret(line, canary))
    this.replay.take(record)
    this.records.push(record)
    this.lines.push(line)
    this.#byKey.set(key, record)
  }

  #learn({ events }: Published): void {
    for (const event of events) {
      if (event.kind === 'asset_defined') this.#assets.set(event.asset, event.type)
      if (event.kind !== 'market_status_changed') continue
      if (event.status === 'open') this.closed.delete(event.market)
      else this.closed.set(event.market, event.endsAt)
    }
  }
}
