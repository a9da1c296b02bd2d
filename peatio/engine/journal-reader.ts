import type { Storage } from '../../platform/storage/index.ts'
import { decodeFrame, frameBytes, frameHeadBytes, frameMagic, type Frame } from './frame.ts'
import { checkSegment, corrupt, segmentHeadBytes, segmentsOf, type Segment } from './segment.ts'

export type Step = { segment: Segment; position: number } & (
  | { kind: 'frame'; frame: Frame; end: number }
  /** Nothing more, for now. */
  | { kind: 'end' }
  /** Bytes that are no frame. */
  | { kind: 'broken' }
)

const windowBytes = 1 << 20
const emptyWindow: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) }

/**
 * Walks the frames of a journal from the segment that holds `sequence`, across segments, and may be asked
 * again at the end when more has been written. Throws a Fault `journal_corrupt` on gaps between frames.
 */
export class JournalReader {
  readonly #storage: Storage
  #segment: Segment
  #position = segmentHeadBytes
  #next: number
  #epoch = 0
  #window = emptyWindow

  constructor(storage: Storage, sequence: number) {
    this.#storage = storage
    const segments = segmentsOf(storage)
    const segment = segments.findLast(({ first }) => first <= sequence)
    if (!segment) {
      const oldest = segments[0]?.name ?? 'no segment'
      throw corrupt(oldest, 0, `record ${sequence} is needed and the journal does not reach back to it`)
    }
    checkSegment(storage, segment)
    this.#segment = segment
    this.#next = segment.first
  }

  /** Sequence of the record that comes next. */
  get next(): number {
    return this.#next
  }

  step(): Step {
    const at = { segment: this.#segment, position: this.#position }
    const found = this.#frame() ?? this.#frameReadAnew()
    if (!found) return this.#atEnd(at)
    const { frame, length } = found
    if (frame.first !== this.#next) {
      throw corrupt(at.segment.name, at.position, `record ${this.#next} is missing, ${frame.first} follows`)
    }
    if (frame.epoch < this.#epoch || frame.epoch > this.#storage.epoch) {
      throw corrupt(at.segment.name, at.position, `epoch ${frame.epoch} is out of turn`)
    }
    this.#epoch = frame.epoch
    this.#next += frame.lines.length
    this.#position += length
    return { ...at, kind: 'frame', frame, end: this.#position }
  }

  /**
   * Whether a whole frame stands anywhere behind a position of the present segment, or a segment follows it.
   */
  hasFrameAfter(position: number): boolean {
    if (segmentsOf(this.#storage).some(({ first }) => first > this.#segment.first)) return true
    const { name } = this.#segment
    const rest = this.#storage.read(name, position + 1, this.#storage.size(name) - position - 1)
    for (let at = rest.indexOf(frameMagic); at >= 0; at = rest.indexOf(frameMagic, at + 1)) {
      const length = frameBytes(rest.subarray(at, at + frameHeadBytes))
      if (length !== undefined && decodeFrame(rest.subarray(at, at + length))) return true
    }
    return false
  }

  /** Zeros up to the end of the last segment are space taken in advance. */
  #atEnd(at: { segment: Segment; position: number }): Step {
    const { name } = at.segment
    const rest = this.#storage.read(name, at.position, this.#storage.size(name) - at.position)
    if (!rest.equals(Buffer.alloc(rest.length))) return { ...at, kind: 'broken' }
    const following = segmentsOf(this.#storage).find(({ first }) => first > at.segment.first)
    if (!following) return { ...at, kind: 'end' }
    if (following.first !== this.#next) {
      throw corrupt(name, at.position, `ends before record ${this.#next}, ${following.name} follows`)
    }
    checkSegment(this.#storage, following)
    this.#segment = following
    this.#position = segmentHeadBytes
    this.#window = emptyWindow
    return this.step()
  }

  #frame(): { frame: Frame; length: number } | undefined {
    const length = frameBytes(this.#read(frameHeadBytes))
    const frame = length === undefined ? undefined : decodeFrame(this.#read(length))
    return frame && { frame, length: length! }
  }

  /** The window may have been read while the writer was halfway through this frame. */
  #frameReadAnew(): { frame: Frame; length: number } | undefined {
    this.#window = emptyWindow
    return this.#frame()
  }

  #read(length: number): Buffer {
    const { start, bytes } = this.#window
    if (this.#position < start || this.#position + length > start + bytes.length) {
      const size = Math.min(
        Math.max(length, windowBytes),
        this.#storage.size(this.#segment.name) - this.#position,
      )
      this.#window = {
        start: this.#position,
        bytes: this.#storage.read(this.#segment.name, this.#position, size),
      }
    }
    const offset = this.#position - this.#window.start
    return this.#window.bytes.subarray(offset, offset + length)
  }
}
