import { ByteReader } from './byte-reader.ts'
import type { Published } from './port.ts'
import { decodeRecord } from './record-codec.ts'
import { readTouched } from './view-codec.ts'

/**
 * Durable records of one batch as they came from the engine's thread: two runs of bytes, until somebody wants to read
 * them. Thousands of batches wait for slow readers, and a garbage collector passes over bytes without looking into
 * them.
 */
export class HeldBatch {
  readonly first: number
  readonly last: number
  readonly #lines: Uint8Array
  readonly #views: Uint8Array
  #read: WeakRef<Published[]> | null = null

  /** The journal's lines of the records, and what each of them touched, in their order. */
  constructor(first: number, count: number, { lines, views }: { lines: Uint8Array; views: Uint8Array }) {
    this.first = first
    this.last = first + count - 1
    this.#lines = lines
    this.#views = views
  }

  /** What it costs to hold, roughly, in views and events. */
  get weight(): number {
    return 1 + Math.floor((this.#lines.length + this.#views.length) / bytesPerWeight)
  }

  /** The same objects for all readers that come at about the same time: they must not change them. */
  published(): Published[] {
    const known = this.#read?.deref()
    if (known) return known
    const records = publishedFrom(this.#lines, this.#views)
    this.#read = new WeakRef(records)
    return records
  }
}

const bytesPerWeight = 100

/** Records from their lines of the journal, with what each of them touched. */
export function publishedFrom(lines: Uint8Array, views: Uint8Array): Published[] {
  if (lines.length === 0) return []
  const reader = new ByteReader(views)
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString('utf8')
  return text.split('\n').map((line) => ({ ...decodeRecord(line), touched: readTouched(reader) }))
}
