import type { HeldRecord } from './held-record.ts'
import type { Published } from './port.ts'

/** What the outbox needs to know of a record; what is in it is read when a reader comes for it. */
export type Held = Pick<HeldRecord, 'sequence' | 'weight' | 'published'>

/** The newest records, in order and without gaps, for all readers at once: a slow one costs no memory. */
export class Outbox {
  readonly #weightMax: number
  #records: (Held | undefined)[] = []
  /** Index of the oldest record held; those before it were dropped. */
  #oldest = 0
  #weight = 0
  #last: number
  #waiting: (() => void)[] = []

  /** `last`: the sequence before the first that will be pushed. */
  constructor(last: number, weightMax: number) {
    this.#last = last
    this.#weightMax = weightMax
  }

  get last(): number {
    return this.#last
  }

  push(records: Held[]): void {
    for (const record of records) {
      this.#records.push(record)
      this.#weight += record.weight
      this.#last = record.sequence
    }
    while (this.#weight > this.#weightMax && this.#records.length - this.#oldest > 1) this.#dropOldest()
    if (records.length > 0) this.wake()
  }

  /** Records after a sequence, at most `countMax`; undefined if the next one is no longer held. */
  after(sequence: number, countMax: number): Published[] | undefined {
    const first = this.#last - (this.#records.length - this.#oldest) + 1
    if (sequence + 1 < first) return undefined
    const from = this.#oldest + (sequence + 1 - first)
    return this.#records.slice(from, from + countMax).flatMap((record) => record?.published ?? [])
  }

  /** Resolves when something was pushed, or the readers have another reason to look. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  #dropOldest(): void {
    this.#weight -= this.#records[this.#oldest]!.weight
    this.#records[this.#oldest] = undefined
    this.#oldest += 1
    // Moving the array is paid for by as many drops before it.
    if (this.#oldest * 2 < this.#records.length) return
    this.#records = this.#records.slice(this.#oldest)
    this.#oldest = 0
  }
}
