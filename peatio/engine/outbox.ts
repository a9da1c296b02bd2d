import type { Published } from './port.ts'

/** The newest records, in order and without gaps, for all readers at once: a slow one costs no memory. */
export class Outbox {
  readonly #weightMax: number
  #records: (Published | undefined)[] = []
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

  push(records: Published[]): void {
    for (const record of records) {
      this.#records.push(record)
      this.#weight += weightOf(record)
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
    return this.#records.slice(from, from + countMax).filter((record) => record !== undefined)
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
    this.#weight -= weightOf(this.#records[this.#oldest]!)
    this.#records[this.#oldest] = undefined
    this.#oldest += 1
    // Moving the array is paid for by as many drops before it.
    if (this.#oldest * 2 < this.#records.length) return
    this.#records = this.#records.slice(this.#oldest)
    this.#oldest = 0
  }
}

/** What a record costs to hold, roughly, in objects. */
const weightOf = ({ events, touched: { orders, balances, levels } }: Published): number =>
  1 + events.length + orders.length + balances.length + levels.length
