import type { Sequence } from '../../core/units/index.ts'
import type { Published } from './port.ts'
import { decodeRecord } from './record-codec.ts'
import { decodeViews } from './view-codec.ts'

/** A durable record as it came from the engine's thread: text, until somebody wants to read it. */
export class HeldRecord {
  readonly sequence: Sequence
  readonly #line: string
  readonly #views: string
  #touched: Published['touched'] | null = null
  #published: Published | null = null

  constructor(sequence: Sequence, line: string, views: string) {
    this.sequence = sequence
    this.#line = line
    this.#views = views
  }

  /** What it costs to hold, roughly, in views and events. */
  get weight(): number {
    return 1 + Math.floor((this.#line.length + this.#views.length) / charsPerWeight)
  }

  get touched(): Published['touched'] {
    return (this.#touched ??= decodeViews(this.#views))
  }

  /** Made once, for all readers: they must not change it. */
  get published(): Published {
    return (this.#published ??= { ...decodeRecord(this.#line), touched: this.touched })
  }
}

const charsPerWeight = 100
