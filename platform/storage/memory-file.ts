import { Bytes } from './bytes.ts'

const sectorBytes = 512

type Write = { position: number; bytes: Buffer }

/** A file with a page cache: what readers see, and what a power cut would leave of it. */
export class MemoryFile {
  readonly seen = new Bytes()
  readonly #kept = new Bytes()
  /** Not yet synced, in the order in which it was written. */
  #pending: Write[] = []
  /** The file was cut to this length, which is not yet synced. */
  #pendingLength: number | null = null

  write(bytes: Uint8Array, position: number): void {
    this.seen.write(bytes, position)
    this.#pending.push({ position, bytes: Buffer.from(bytes) })
  }

  truncate(length: number): void {
    this.seen.resize(length)
    this.#pendingLength = Math.min(length, this.#pendingLength ?? Infinity)
    this.#pending = this.#pending
      .filter(({ position }) => position < length)
      .map(({ position, bytes }) => ({ position, bytes: bytes.subarray(0, length - position) }))
  }

  /** Makes what is pending durable, and the file's end; what an earlier failed sync lost stays lost. */
  sync(): void {
    if (this.#pendingLength !== null) this.#kept.resize(Math.min(this.#kept.length, this.#pendingLength))
    for (const { position, bytes } of this.#pending) this.#kept.write(bytes, position)
    this.#kept.resize(this.seen.length)
    this.#forget()
  }

  /**
   * As Linux does it: after the error the pages count as clean, and no later sync writes them. Of each sector
   * it is drawn whether the disk had taken it after all, and whether it can still be read from the cache.
   */
  failSync(random: () => number): void {
    for (const sector of this.#sectors().keys()) {
      const fate = random()
      const from = sector * sectorBytes
      const to = Math.min(from + sectorBytes, this.seen.length)
      if (fate >= 0.7 && fate < 0.9) this.#kept.write(this.seen.view(from, to), from)
      else if (fate >= 0.5 && fate < 0.7) this.#evict(from, to)
    }
    this.#pending = []
  }

  /**
   * Of what was not synced, every sector is on the disk as it was last written, or as it was at some moment
   * before, or torn, or not at all: each on its own, so that later writes may be there without earlier ones.
   */
  cutPower(random: () => number): void {
    if (this.#pendingLength !== null && random() < 0.5) {
      this.#kept.resize(Math.min(this.#kept.length, this.#pendingLength))
    }
    for (const writes of this.#sectors().values()) {
      const fate = random()
      if (fate >= 0.7) continue
      const older = fate >= 0.6
      const count = older ? Math.floor(random() * writes.length) : writes.length
      for (const [index, { position, bytes }] of writes.slice(0, count).entries()) {
        const torn = fate >= 0.4 && !older && index === count - 1
        this.#kept.write(torn ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes, position)
      }
    }
    this.#forget()
    this.seen.become(this.#kept)
  }

  /** Changes one bit of what is stored. */
  flip(position: number, bit: number): void {
    for (const bytes of [this.seen, this.#kept]) {
      const [byte] = bytes.view(position, position + 1)
      if (byte !== undefined) bytes.write(Uint8Array.of(byte ^ (1 << bit)), position)
    }
  }

  #forget(): void {
    this.#pending = []
    this.#pendingLength = null
  }

  /** The cache drops its page, and the next reader gets what the disk has. */
  #evict(from: number, to: number): void {
    this.seen.write(Buffer.alloc(to - from), from)
    this.seen.write(this.#kept.view(from, to), from)
  }

  /** Pending writes by sector, cut at its borders, in the order in which they came. */
  #sectors(): Map<number, Write[]> {
    const sectors = new Map<number, Write[]>()
    for (const { position, bytes } of this.#pending) {
      for (let at = 0; at < bytes.length;) {
        const sector = Math.floor((position + at) / sectorBytes)
        const end = Math.min(bytes.length, (sector + 1) * sectorBytes - position)
        const writes = sectors.get(sector)
        const write = { position: position + at, bytes: bytes.subarray(at, end) }
        if (writes) writes.push(write)
        else sectors.set(sector, [write])
        at = end
      }
    }
    return sectors
  }
}
