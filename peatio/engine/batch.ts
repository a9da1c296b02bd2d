import type { Sequence } from '../../core/units/index.ts'
import { ByteWriter } from './byte-writer.ts'
import type { Block } from './frame.ts'
import { JsonWriter } from './json-writer.ts'

/**
 * A batch that is decided, and true in the state, but not durable: nothing of it may leave yet. Its records are bytes
 * already: whoever keeps objects until a disk is done gives a collector work.
 */
export type Batch = {
  /** For each submission what it came to, or the first answer to its key: see `answer-codec.ts`. */
  readonly answers: ByteWriter
  /** Sequence of the first record. */
  first: number
  count: number
  /** The records' lines of the journal, and what each of them touched. */
  readonly lines: JsonWriter
  readonly views: ByteWriter
}

export const emptyBatch = (): Batch => ({
  answers: new ByteWriter(),
  first: 0,
  count: 0,
  lines: new JsonWriter(),
  views: new ByteWriter(),
})

/** Makes a batch that was appended, and of which nothing is read any more, ready for the next commands. */
export function clearBatch(batch: Batch): void {
  batch.answers.clear()
  batch.count = 0
  batch.lines.clear()
  batch.views.clear()
}

export const blockOf = ({ first, count, lines }: Batch): Block => ({ first, count, body: lines.bytes })
export const lastOf = ({ first, count }: Batch): Sequence => (first + count - 1) as Sequence
