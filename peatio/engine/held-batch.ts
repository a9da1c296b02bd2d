import type { Published } from './port.ts'
import { decodeRecord } from './record-codec.ts'
import { decodeViews } from './view-codec.ts'

/**
 * Durable records of one batch as they came from the engine's thread: two texts, until somebody wants to read them.
 * Thousands of batches wait for slow readers, and a garbage collector passes over a text without looking into it.
 */
export class HeldBatch {
  readonly first: number
  readonly last: number
  readonly #lines: string
  readonly #views: string
  #read: WeakRef<Published[]> | null = null

  /** A line of the journal and a line of views for each record. */
  constructor(first: number, count: number, { lines, views }: { lines: string; views: string }) {
    this.first = first
    this.last = first + count - 1
    this.#lines = lines
    this.#views = views
  }

  /** What it costs to hold, roughly, in views and events. */
  get weight(): number {
    return 1 + Math.floor((this.#lines.length + this.#views.length) / charsPerWeight)
  }

  /** The same objects for all readers that come at about the same time: they must not change them. */
  published(): Published[] {
    const known = this.#read?.deref()
    if (known) return known
    const views = this.#views.split('\n')
    const records = this.#lines
      .split('\n')
      .map((line, place): Published => ({ ...decodeRecord(line), touched: decodeViews(views[place]!) }))
    this.#read = new WeakRef(records)
    return records
  }
}

const charsPerWeight = 100
