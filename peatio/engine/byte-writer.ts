import { GrowingBytes } from './growing-bytes.ts'

/** A text of fewer units than this, all ASCII, is written by hand: quicker than a call into the runtime. */
export const longText = 255
/** UTF-8 takes at most three bytes for each of a string's units. */
export const bytesPerUnit = 3

/** Fields of fixed size and texts. `ByteReader` reads them again, in the same order. */
export class ByteWriter extends GrowingBytes {
  byte(value: number): void {
    this.room(1)
    this.memory[this.length++] = value
  }

  count(value: number): void {
    this.room(4)
    this.view.setUint32(this.length, value, true)
    this.length += 4
  }

  /** Writes a count anew that stands at a place. */
  countAt(place: number, value: number): void {
    this.view.setUint32(place, value, true)
  }

  number(value: number): void {
    this.room(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  text(value: string): void {
    const { length } = value
    this.room(length * bytesPerUnit + 5)
    if (length < longText) {
      const begin = this.length + 1
      let all = 0
      for (let index = 0; index < length; index++) {
        const unit = value.charCodeAt(index)
        all |= unit
        this.memory[begin + index] = unit
      }
      if (all < 0x80) {
        this.memory[this.length] = length
        this.length = begin + length
        return
      }
    }
    const written = this.memory.write(value, this.length + 5)
    this.memory[this.length] = longText
    this.view.setUint32(this.length + 1, written, true)
    this.length += 5 + written
  }
}
