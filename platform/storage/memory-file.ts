const sectorBytes = 512

/** Bytes that grow; doubling, because simulations append millions of times. */
class Bytes {
  #room: Buffer
  length: number

  constructor(content: Uint8Array) {
    this.#room = Buffer.from(content)
    this.length = content.byteLength
  }

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
}

/** A file with a page cache: what readers see, and what a power cut would leave of it. */
export class MemoryFile {
  readonly seen: Bytes
  readonly #kept: Bytes
  #dirty: [from: number, to: number][] = []

  constructor(content: Uint8Array) {
    this.seen = new Bytes(content)
    this.#kept = new Bytes(content)
  }

  write(bytes: Uint8Array, position: number): void {
    this.seen.write(bytes, position)
    this.#dirty.push([position, position + bytes.byteLength])
  }

  truncate(length: number): void {
    this.seen.resize(length)
    this.#dirty = this.#dirty
      .filter(([from]) => from < length)
      .map(([from, to]): [number, number] => [from, Math.min(to, length)])
  }

  /** Makes what is dirty durable, and the file's end; what an earlier failed sync lost stays lost. */
  sync(): void {
    this.#kept.resize(this.seen.length)
    for (const [from, to] of this.#dirty) this.#kept.write(this.seen.view(from, to), from)
    this.#dirty = []
  }

  /**
   * As Linux does it: after the error the pages count as clean, can still be read, and never reach the disk.
   */
  failSync(): void {
    this.#dirty = []
  }

  /** Of what was not synced, every sector is kept, torn or lost, each on its own. */
  cutPower(random: () => number): void {
    for (const [from, to] of this.#dirty) {
      for (let at = from; at < to;) {
        const end = Math.min(to, (Math.floor(at / sectorBytes) + 1) * sectorBytes)
        const fate = random()
        const upTo = fate < 0.4 ? end : fate < 0.6 ? at + Math.floor(random() * (end - at)) : at
        if (upTo > at) this.#kept.write(this.seen.view(at, upTo), at)
        at = end
      }
    }
    this.#dirty = []
    this.seen.resize(0)
    this.seen.write(this.#kept.view(), 0)
  }

  flip(position: number): void {
    for (const bytes of [this.seen, this.#kept]) {
      const [byte] = bytes.view(position, position + 1)
      if (byte !== undefined) bytes.write(Uint8Array.of(byte ^ 0x40), position)
    }
  }
}
