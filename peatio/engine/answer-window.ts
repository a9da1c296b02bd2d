import type { RejectReason } from '../../core/exchange/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { TextShelf } from './text-shelf.ts'

/** An answer as it is kept: `views` is text, of whose orders the first `named` are the answer's. */
export type Kept = {
  sequence: Sequence
  at: TimeMs
  rejection: RejectReason | null
  views: string
  named: number
}

/**
 * The newest answers by key, as many as the window is wide, in columns: at a hundred thousand commands a second an
 * object for each would keep the garbage collector busier than the exchange.
 */
export class AnswerWindow {
  readonly #width: number
  readonly #places = new Map<string, number>()
  /** A ring: a Map finds its oldest key only by walking over all that were deleted. */
  readonly #keys: string[] = []
  readonly #sequences: Float64Array
  readonly #ats: Float64Array
  readonly #rejections: (RejectReason | null)[] = []
  readonly #named: Uint32Array
  readonly #views: TextShelf
  #next = 0

  constructor(width: number) {
    this.#width = width
    this.#sequences = new Float64Array(width)
    this.#ats = new Float64Array(width)
    this.#named = new Uint32Array(width)
    this.#views = new TextShelf(width)
  }

  find(key: string): Kept | undefined {
    const place = this.#places.get(key)
    return place === undefined ? undefined : this.#at(place)
  }

  remember(key: string, { sequence, at, rejection, views, named }: Kept): void {
    const place = this.#next
    const forgotten = this.#keys[place]
    if (forgotten !== undefined) this.#places.delete(forgotten)
    this.#places.set(key, place)
    this.#keys[place] = key
    this.#sequences[place] = sequence
    this.#ats[place] = at
    this.#rejections[place] = rejection
    this.#named[place] = named
    this.#views.write(place, named === 0 ? '' : views)
    this.#next = (place + 1) % this.#width
  }

  /** Oldest first. */
  all(): [key: string, answer: Kept][] {
    const places = this.#keys.map((_, index) => (this.#next + index) % this.#keys.length)
    return places.map((place) => [this.#keys[place]!, this.#at(place)])
  }

  #at(place: number): Kept {
    return {
      sequence: this.#sequences[place] as Sequence,
      at: this.#ats[place] as TimeMs,
      rejection: this.#rejections[place]!,
      views: this.#views.read(place),
      named: this.#named[place]!,
    }
  }
}
