import type { HeldBatch } from './held-batch.ts'
import type { Published } from './port.ts'

/** What the outbox needs to know of a batch of records. */
export type Held = Pick<HeldBatch, 'first' | 'last' | 'weight' | 'published'>

/** The newest records, in order and without gaps, for all readers at once: a slow one costs no memory. */
export class Outbox {
  readonly #weightMax: number
  #batches: (Held | undefined)[] = []
  /** Index of the oldest batch held; those before it were dropped. */
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

  push(batch: Held): void {
    this.#batches.push(batch)
    this.#weight += batch.weight
    this.#last = batch.last
    while (this.#weight > this.#weightMax && this.#batches.length - this.#oldest > 1) this.#dropOldest()
    this.wake()
  }

  /** Records after a sequence, about `countMax`; undefined if the next one is no longer held. */
  after(sequence: number, countMax: number): Published[] | undefined {
    if (sequence >= this.#last) return []
    const oldest = this.#batches[this.#oldest]
    if (!oldest || sequence + 1 < oldest.first) return undefined
    const records: Published[] = []
    for (let index = this.#find(sequence + 1); index < this.#batches.length; index++) {
      for (const record of this.#batches[index]!.published())
        if (record.sequence > sequence) records.push(record)
      if (records.length >= countMax) break
    }
    return records
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

  /** Index of the batch that has a sequence, by bisection. */
  #find(sequence: number): number {
    let [low, high] = [this.#oldest, this.#batches.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#batches[middle]!.last < sequence) low = middle + 1
      else high = middle
    }
    return low
  }

  #dropOldest(): void {
    this.#weight -= this.#batches[this.#oldest]!.weight
    this.#batches[this.#oldest] = undefined
    this.#oldest += 1
    // Moving the array is paid for by as many drops before it.
    if (this.#oldest * 2 < this.#batches.length) return
    this.#batches = this.#batches.slice(this.#oldest)
    this.#oldest = 0
  }
}
