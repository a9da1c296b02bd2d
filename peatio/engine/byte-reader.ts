import { longText } from './byte-writer.ts'

/** Reads what a `ByteWriter` wrote, field by field in the same order. */
export class ByteReader {
  readonly #bytes: Buffer
  readonly #view: DataView
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
  }

  get done(): boolean {
    return this.at === this.#bytes.length
  }

  byte(): number {
    return this.#bytes[this.at++]!
  }

  count(): number {
    this.at += 4
    return this.#view.getUint32(this.at - 4, true)
  }

  number(): number {
    this.at += 8
    return this.#view.getFloat64(this.at - 8, true)
  }

  text(): string {
    let length = this.byte()
    if (length < longText) {
      this.at += length
      return this.#bytes.toString('latin1', this.at - length, this.at)
    }
    length = this.count()
    this.at += length
    return this.#bytes.toString('utf8', this.at - length, this.at)
  }

  /** A text that is read again and again, such as a market's code: the same string each time. */
  name(): string {
    const length = this.#bytes[this.at]!
    if (length >= shortName) return this.text()
    const begin = this.at + 1
    let hash = length
    for (let index = begin; index < begin + length; index++) hash = (hash * 31 + this.#bytes[index]!) | 0
    const place = (hash ^ (hash >>> 15)) & (namesMax - 1)
    const known = names[place]!
    if (known.length === length && this.#says(begin, known)) {
      this.at = begin + length
      return known
    }
    return (names[place] = this.text())
  }

  #says(begin: number, text: string): boolean {
    for (let index = 0; index < text.length; index++)
      if (text.charCodeAt(index) !== this.#bytes[begin + index]) return false
    return true
  }
}

const shortName = 32
const namesMax = 4_096
/** Names that were read lately: one in each place. */
const names = new Array<string>(namesMax).fill('')
