import type { StoredFiles } from '../../platform/storage/index.ts'
import { decodeFrame, frameBytes, frameHeadBytes, frameMagic, linkOf, type Frame } from './frame.ts'
import { readSeal, sealBytes, sealMagic } from './seal.ts'
import { corrupt, noLink, readSegmentHead, segmentsOf, type Segment, type SegmentHead } from './segment.ts'

export type Step = { segment: Segment; position: number } & (
  | { kind: 'frame'; frame: Frame; end: number }
  /** Nothing more, for now. */
  | { kind: 'end' }
  /** Bytes that are no frame. */
  | { kind: 'broken' }
)

type Found = { frame: Frame; bytes: Buffer }

const windowBytes = 1 << 20
const emptyWindow: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) }

/**
 * Walks the frames of a journal from the segment that holds `sequence`, across segments, and may be asked
 * again at the end when more has been written. Throws a Fault `journal_corrupt` on gaps between frames and on
 * broken links.
 */
export class JournalReader {
  readonly #files: StoredFiles
  #segment: Segment
  #head: SegmentHead
  #position: number
  #next: number
  #epoch = 0
  #epochMax: number
  /** Hash of the last frame, or of the segment's head: what the next frame is linked to. */
  #link: Buffer
  /** Whether the last frame's seal was read; a head has none. */
  #sealed = true
  #window = emptyWindow

  constructor(files: StoredFiles, sequence: number) {
    this.#files = files
    this.#epochMax = files.epoch
    const segments = segmentsOf(files)
    const segment = segments.findLast(({ first }) => first <= sequence)
    if (!segment) {
      const oldest = segments[0]?.name ?? 'no segment'
      throw corrupt(oldest, 0, `record ${sequence} is needed and the journal does not reach back to it`)
    }
    this.#segment = segment
    this.#head = readSegmentHead(files, segment)
    if (segment.first === 1 && this.#head.previous?.equals(noLink) === false) {
      throw corrupt(segment.name, 0, 'the first segment follows from another: the chain is broken')
    }
    this.#position = this.#head.bytes
    this.#link = this.#head.link
    this.#next = segment.first
  }

  /** Sequence of the record that comes next. */
  get next(): number {
    return this.#next
  }

  /** What the next frame, or the next segment, is linked to. */
  get link(): Buffer {
    return this.#link
  }

  /** Whether the last frame read is known to have been synced. */
  get sealed(): boolean {
    return this.#sealed
  }

  get head(): SegmentHead {
    return this.#head
  }

  get segment(): Segment {
    return this.#segment
  }

  /** Where the next frame, or the last one's seal, is expected. */
  get position(): number {
    return this.#position
  }

  step(): Step {
    this.#readSeal()
    const at = { segment: this.#segment, position: this.#position }
    const found = this.#sealed ? this.#frame() : undefined
    if (!found) return this.#atEnd(at)
    const { frame, bytes } = found
    this.#check(frame, at)
    this.#epoch = frame.epoch
    this.#next += frame.lines.length
    this.#position += bytes.length
    this.#link = linkOf(bytes)
    this.#sealed = this.#head.version === 1
    return { ...at, kind: 'frame', frame, end: this.#position }
  }

  /**
   * Whether what is broken here was synced once, and so is damage and no write that a crash cut short: a seal,
   * or a whole frame behind the first, or a segment that follows.
   */
  wasSynced(): boolean {
    if (segmentsOf(this.#files).some(({ first }) => first > this.#segment.first)) return true
    const { name } = this.#segment
    const { version } = this.#head
    // Seal and frame are synced together, so the frame may be there without the seal before it.
    const from = this.#position + (this.#sealed ? 0 : sealBytes)
    const rest = this.#files.read(name, from, Math.max(0, this.#files.size(name) - from))
    if (version > 1 && rest.includes(sealMagic)) return true
    for (let at = rest.indexOf(frameMagic, 1); at >= 0; at = rest.indexOf(frameMagic, at + 1)) {
      const length = frameBytes(rest.subarray(at, at + frameHeadBytes[version]), version)
      if (length !== undefined && decodeFrame(rest.subarray(at, at + length), version)) return true
    }
    return false
  }

  #check(frame: Frame, { segment, position }: { segment: Segment; position: number }): void {
    const { first, epoch, previous } = frame
    const refuse = (what: string) => corrupt(segment.name, position, what)
    if (first !== this.#next) throw refuse(`record ${this.#next} is missing, ${first} follows`)
    if (previous && !previous.equals(this.#link)) {
      throw refuse(`record ${first} does not follow from what stands before it: the chain is broken`)
    }
    if (epoch > this.#epochMax) this.#epochMax = this.#files.epoch
    if (epoch < this.#epoch || epoch > this.#epochMax) throw refuse(`epoch ${epoch} is out of turn`)
  }

  /** Steps over the seal of the last frame, if it stands there by now. */
  #readSeal(): void {
    if (this.#sealed) return
    if (this.#seal() !== 'whole') {
      // The window may have been read before it was written.
      this.#window = emptyWindow
      const seal = this.#seal()
      if (seal === 'wrong') {
        throw corrupt(this.#segment.name, this.#position, `the seal of record ${this.#next - 1} is broken`)
      }
      if (seal !== 'whole') return
    }
    this.#sealed = true
    this.#position += sealBytes
  }

  #seal() {
    return readSeal(this.#read(sealBytes), this.#link)
  }

  /** Zeros up to the end of the last segment are space taken in advance. */
  #atEnd(at: { segment: Segment; position: number }): Step {
    const { name } = at.segment
    const rest = this.#files.read(name, at.position, this.#files.size(name) - at.position)
    if (!rest.equals(Buffer.alloc(rest.length))) return { ...at, kind: 'broken' }
    const following = segmentsOf(this.#files).find(({ first }) => first > at.segment.first)
    if (!following) return { ...at, kind: 'end' }
    if (following.first !== this.#next) {
      throw corrupt(name, at.position, `ends before record ${this.#next}, ${following.name} follows`)
    }
    if (!this.#sealed) throw corrupt(name, at.position, `the seal of record ${this.#next - 1} is missing`)
    this.#enter(following)
    return this.step()
  }

  #enter(segment: Segment): void {
    const head = readSegmentHead(this.#files, segment)
    if (head.previous ? !head.previous.equals(this.#link) : this.#head.version > head.version) {
      throw corrupt(segment.name, 0, 'it does not follow from the segment before it: the chain is broken')
    }
    this.#segment = segment
    this.#head = head
    this.#position = head.bytes
    this.#link = head.link
    this.#window = emptyWindow
  }

  #frame(): Found | undefined {
    const found = this.#frameInWindow()
    if (found) return found
    // The window may have been read while the writer was halfway through this frame.
    this.#window = emptyWindow
    return this.#frameInWindow()
  }

  #frameInWindow(): Found | undefined {
    const { version } = this.#head
    const length = frameBytes(this.#read(frameHeadBytes[version]), version)
    const bytes = length === undefined ? undefined : this.#read(length)
    const frame = bytes && decodeFrame(bytes, version)
    return frame && { frame, bytes }
  }

  #read(length: number): Buffer {
    const { start, bytes } = this.#window
    if (this.#position < start || this.#position + length > start + bytes.length) {
      const size = Math.min(
        Math.max(length, windowBytes),
        Math.max(0, this.#files.size(this.#segment.name) - this.#position),
      )
      this.#window = {
        start: this.#position,
        bytes: this.#files.read(this.#segment.name, this.#position, size),
      }
    }
    const offset = this.#position - this.#window.start
    return this.#window.bytes.subarray(offset, offset + length)
  }
}

/**
 * What a segment that begins at a record is linked to: the last frame before it, nothing if there is none.
 */
export function linkBefore(files: StoredFiles, first: number): Buffer {
  if (!segmentsOf(files).some((segment) => segment.first < first)) return noLink
  const reader = new JournalReader(files, first - 1)
  while (reader.next < first) {
    const { kind, segment, position } = reader.step()
    if (kind !== 'frame') throw corrupt(segment.name, position, `ends before record ${first}`)
  }
  return reader.link
}
