import type { Count } from '../../core/units/index.ts'
import { bytesPerUnit } from './byte-writer.ts'
import { GrowingBytes } from './growing-bytes.ts'

const [quote, backslash, zero] = [0x22, 0x5c, 0x30]
const zeros = Array.from({ length: 19 }, (_, power) => '0'.repeat(power))
const billion = 1e9

/** JSON, byte by byte as `JSON.stringify` has it, without a string in between. */
export class JsonWriter extends GrowingBytes {
  /** ASCII as it is. */
  ascii(text: string): void {
    this.room(text.length)
    for (let index = 0; index < text.length; index++)
      this.memory[this.length + index] = text.charCodeAt(index)
    this.length += text.length
  }

  /** Any text as it is. */
  raw(text: string): void {
    this.room(text.length * bytesPerUnit)
    this.length += this.memory.write(text, this.length)
  }

  /** A string, in its quotes. */
  quoted(text: string): void {
    this.room(text.length + 2)
    const begin = this.length + 1
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit < 0x20 || unit > 0x7e || unit === quote || unit === backslash)
        return this.raw(JSON.stringify(text))
      this.memory[begin + index] = unit
    }
    this.memory[this.length] = quote
    this.memory[begin + text.length] = quote
    this.length = begin + text.length + 1
  }

  /** A whole number. */
  whole(value: number): void {
    if (value < 0 || value > Number.MAX_SAFE_INTEGER) return this.raw(String(value))
    this.room(16)
    if (value < billion) return this.#digits(value, digitsOf(value))
    const above = Math.floor(value / billion)
    this.#digits(above, digitsOf(above))
    this.#digits(value - above * billion, 9)
  }

  /** So many times a power of ten (0 to 18), in its digits. */
  steps(count: Count, power: number): void {
    if (typeof count === 'bigint') return this.ascii((count * 10n ** BigInt(power)).toString())
    this.whole(count)
    if (count !== 0) this.ascii(zeros[power]!)
  }

  /** The digits of a number below 2³¹. */
  #digits(value: number, count: number): void {
    let left = value | 0
    for (let place = this.length + count - 1; place >= this.length; place--) {
      const tenth = (left / 10) | 0
      this.memory[place] = zero + (left - tenth * 10)
      left = tenth
    }
    this.length += count
  }
}

function digitsOf(value: number): number {
  let count = 1
  for (let bound = 10; value >= bound; bound *= 10) count += 1
  return count
}
