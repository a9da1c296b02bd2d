import type { Sequence } from '../../core/units/index.ts'
import { ByteReader } from './byte-reader.ts'
import type { JournalRecord, Published } from './port.ts'
import { decodeRecord } from './record-codec.ts'
import { readTouched, viewsHead } from './view-codec.ts'

/** The journal's lines of some records, and the views of what each of them touched, in their order. */
type RecordBytes = { lines: Uint8Array; views: Uint8Array }

/**
 * Durable records of one batch as they came from the engine's thread: two runs of bytes, until somebody wants to read
 * them. Thousands of batches wait for slow readers, and a garbage collector passes over bytes without looking into
 * them.
 */
export class HeldBatch {
  readonly first: number
  readonly last: number
  readonly #bytes: RecordBytes
  #read: WeakRef<Published[]> | null = null

  constructor(first: number, count: number, bytes: RecordBytes) {
    this.first = first
    this.last = first + count - 1
    this.#bytes = bytes
  }

  /** What it costs to hold, roughly, in views and events. */
  get weight(): number {
    return 1 + Math.floor((this.#bytes.lines.length + this.#bytes.views.length) / bytesPerWeight)
  }

  /** The same objects for all readers that come at about the same time: they must not change them. */
  published(): Published[] {
    const known = this.#read?.deref()
    if (known) return known
    const records = recordsIn(this.first, this.#bytes)
    this.#read = new WeakRef(records)
    return records
  }
}

const bytesPerWeight = 100
const lineBreak = 0x0a

function recordsIn(first: number, { lines, views }: RecordBytes): Published[] {
  const records: Published[] = []
  const reader = new ByteReader(views)
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)
  for (let from = 0; from < text.length;) {
    const found = text.indexOf(lineBreak, from)
    const to = found < 0 ? text.length : found
    const { kind, length } = viewsHead(reader)
    const sequence = (first + records.length) as Sequence
    records.push(new HeldRecord(sequence, kind, text.subarray(from, to), [views, reader.at]))
    reader.at += length
    from = to + 1
  }
  return records
}

/**
 * A record that is read when somebody asks for more than its number and kind: who follows only definitions passes
 * over orders for nothing.
 */
class HeldRecord implements Published {
  readonly sequence: Sequence
  readonly kind: JournalRecord['kind']
  readonly #line: Buffer
  readonly #views: [bytes: Uint8Array, at: number]
  #record: JournalRecord | null = null
  #touched: Published['touched'] | null = null

  constructor(sequence: Sequence, kind: JournalRecord['kind'], line: Buffer, views: [Uint8Array, number]) {
    this.sequence = sequence
    this.kind = kind
    this.#line = line
    this.#views = views
  }

  get at() {
    return this.#read().at
  }

  get key() {
    return this.#read().key
  }

  get rejection() {
    return this.#read().rejection
  }

  get events() {
    return this.#read().events
  }

  get touched() {
    return (this.#touched ??= readTouched(new ByteReader(...this.#views)))
  }

  #read(): JournalRecord {
    return (this.#record ??= decodeRecord(this.#line.toString('utf8')))
  }
}

/** Records as plain objects, all read at once. */
export const publishedFrom = (first: number, bytes: RecordBytes): Published[] =>
  recordsIn(first, bytes).map(plainRecord)

/** A record as a plain object, to be compared or changed. */
export const plainRecord = ({
  sequence,
  at,
  key,
  kind,
  rejection,
  events,
  touched,
}: Published): Published => ({
  sequence,
  at,
  key,
  kind,
  rejection,
  events,
  touched,
})
