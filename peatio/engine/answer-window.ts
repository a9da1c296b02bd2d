import type { OrderView, RejectReason } from '../../core/exchange/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { Answer } from './port.ts'
import { hashText, TextIndex } from './text-index.ts'
import { readOrders } from './view-codec.ts'

export type FirstAnswer = Omit<Answer, 'repeated'>

/** An answer as it comes: its orders stand in somebody's bytes, `named` of them from one place to before another. */
export type Told = {
  sequence: Sequence
  at: TimeMs
  rejection: RejectReason | null
  named: number
  from: number
  to: number
}

const firstRows = 1_024
const chunkBytes = 1 << 20
/** An answer's own bytes are few: a chunk that has just room for one more hardly ever has to grow. */
const chunkCapacity = chunkBytes + (1 << 12)

/**
 * The newest answers by key, as many as the window is wide, in columns, with keys and orders as bytes outside the heap:
 * a hundred thousand objects and strings that live for a second are what a garbage collector is slowest at. A chunk of
 * bytes is written anew when the last of its answers has left.
 */
export class AnswerWindow {
  readonly #width: number
  /** By the hash of the key: the answer's place, counted from 1. */
  readonly #places = new TextIndex()
  // The columns are as long as there are answers, or a little longer: most engines of tests never fill a window.
  #hashes = new Uint32Array(firstRows)
  #sequences = new Float64Array(firstRows)
  #ats = new Float64Array(firstRows)
  readonly #rejections: (RejectReason | null)[] = []
  #named = new Uint32Array(firstRows)
  readonly #chunks: ByteWriter[] = []
  #starts = new Float64Array(firstRows)
  #chunk = new ByteWriter()
  /** A chunk whose answers have all left the window: the next one, so that no memory has to be asked for. */
  #spare: ByteWriter | null = null
  #next = 0

  constructor(width: number) {
    this.#width = width
  }

  find(key: string): FirstAnswer | undefined {
    const found = this.#places.find(hashText(key), (place) => this.#reader(place - 1).text() === key)
    return found === undefined ? undefined : this.#answerAt(found - 1)
  }

  remember(key: string, told: Told, orders: ByteWriter): void {
    const place = this.#next
    if (place < this.#chunks.length) this.#forget(place)
    else if (place === this.#hashes.length) this.#grow()
    const hash = hashText(key)
    this.#places.add(hash, place + 1)
    this.#hashes[place] = hash
    this.#sequences[place] = told.sequence
    this.#ats[place] = told.at
    this.#rejections[place] = told.rejection
    this.#named[place] = told.named
    if (this.#chunk.length > chunkBytes) this.#beginChunk()
    this.#chunks[place] = this.#chunk
    this.#starts[place] = this.#chunk.length
    this.#chunk.text(key)
    this.#chunk.copyFrom(orders, told.from, told.to)
    this.#next = (place + 1) % this.#width
  }

  /** Oldest first. */
  all(): [key: string, answer: FirstAnswer][] {
    const count = this.#chunks.length
    return this.#chunks.map((_, index) => {
      const place = (this.#next + index) % count
      return [this.#reader(place).text(), this.#answerAt(place)]
    })
  }

  #grow(): void {
    this.#hashes = longer(this.#hashes, new Uint32Array(2 * this.#hashes.length))
    this.#sequences = longer(this.#sequences, new Float64Array(2 * this.#sequences.length))
    this.#ats = longer(this.#ats, new Float64Array(2 * this.#ats.length))
    this.#named = longer(this.#named, new Uint32Array(2 * this.#named.length))
    this.#starts = longer(this.#starts, new Float64Array(2 * this.#starts.length))
  }

  #forget(place: number): void {
    this.#places.delete(this.#hashes[place]!, place + 1)
    const chunk = this.#chunks[place]!
    const nextOldest = this.#chunks[(place + 1) % this.#chunks.length]
    if (chunk !== nextOldest && chunk !== this.#chunk) this.#spare = chunk
  }

  #beginChunk(): void {
    this.#chunk = this.#spare ?? new ByteWriter(chunkCapacity)
    this.#chunk.clear()
    this.#spare = null
  }

  #answerAt(place: number): FirstAnswer {
    const reader = this.#reader(place)
    reader.text()
    const orders: OrderView[] = readOrders(reader, this.#named[place]!)
    return {
      sequence: this.#sequences[place] as Sequence,
      at: this.#ats[place] as TimeMs,
      rejection: this.#rejections[place]!,
      orders,
    }
  }

  #reader(place: number): ByteReader {
    return new ByteReader(this.#chunks[place]!.bytes, this.#starts[place])
  }
}

function longer<Column extends Uint32Array | Float64Array>(old: Column, into: Column): Column {
  into.set(old)
  return into
}
