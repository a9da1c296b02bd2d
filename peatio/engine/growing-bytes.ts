const firstCapacity = 4_096

/** Bytes that somebody writes one behind the other, in memory that grows as it is needed. */
export class GrowingBytes {
  protected memory: Buffer
  protected view: DataView
  length = 0

  constructor(capacity = firstCapacity) {
    this.memory = Buffer.allocUnsafeSlow(capacity)
    this.view = viewOf(this.memory)
  }

  /** What was written: the writer's own memory, good until it is cleared. */
  get bytes(): Buffer {
    return this.memory.subarray(0, this.length)
  }

  /** A copy in memory of its own, of the right size. */
  copy(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.memory, 0, this.length)
  }

  clear(): void {
    this.length = 0
  }

  /** What another has from one place to before another. */
  copyFrom(other: GrowingBytes, from: number, to: number): void {
    this.room(to - from)
    let place = this.length
    let next = from
    // Some hundred bytes at a time: the runtime's own copy takes several times as long to begin as this to end.
    for (; next + 4 <= to; next += 4, place += 4)
      this.view.setUint32(place, other.view.getUint32(next, true), true)
    for (; next < to; next++, place++) this.memory[place] = other.memory[next]!
    this.length = place
  }

  /** Makes sure that so many bytes fit behind what is there. */
  protected room(count: number): void {
    if (this.length + count <= this.memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.memory.length * 2, this.length + count))
    this.memory.copy(larger, 0, 0, this.length)
    this.memory = larger
    this.view = viewOf(larger)
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
