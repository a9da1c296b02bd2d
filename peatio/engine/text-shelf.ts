const chunkBytes = 1 << 20

/**
 * A fixed number of places for texts, kept as bytes outside the heap: a hundred thousand strings that live for a second
 * are what a garbage collector is slowest at. A chunk of bytes goes when the last of its places was written again.
 */
export class TextShelf {
  readonly #chunks: Buffer[] = []
  readonly #starts: Float64Array
  readonly #ends: Float64Array
  #chunk = Buffer.alloc(0)
  #length = 0

  constructor(places: number) {
    this.#starts = new Float64Array(places)
    this.#ends = new Float64Array(places)
  }

  /** Places are first written in their order. */
  write(place: number, text: string): void {
    // UTF-8 takes at most three bytes for each of a string's units.
    if (this.#length + text.length * 3 > this.#chunk.length) {
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(chunkBytes, text.length * 3))
      this.#length = 0
    }
    this.#chunks[place] = this.#chunk
    this.#starts[place] = this.#length
    this.#length += this.#chunk.write(text, this.#length)
    this.#ends[place] = this.#length
  }

  read(place: number): string {
    return this.#chunks[place]?.toString('utf8', this.#starts[place], this.#ends[place]) ?? ''
  }
}
