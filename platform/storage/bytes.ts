/** Bytes that grow; doubling, because simulations append millions of times. */
export class Bytes {
  #room = Buffer.alloc(0)
  length = 0

  /** What is new is zero. */
  resize(length: number): void {
    if (length > this.#room.length) {
      this.#room = Buffer.concat([this.#room], Math.max(length, this.#room.length * 2, 4_096))
    }
    if (length < this.length) this.#room.fill(0, length, this.length)
    this.length = length
  }

  /** A view of the content, not a copy. */
  view(from = 0, to = this.length): Buffer {
    return this.#room.subarray(Math.min(from, this.length), Math.min(to, this.length))
  }

  write(bytes: Uint8Array, position: number): void {
    this.resize(Math.max(this.length, position + bytes.byteLength))
    this.#room.set(bytes, position)
  }

  become(other: Bytes): void {
    this.resize(0)
    this.write(other.view(), 0)
  }
}
