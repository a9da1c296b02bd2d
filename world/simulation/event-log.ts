import { createHash } from 'node:crypto'

const tailMax = 60

/** All that happened, a line each. Two runs of one seed have the same digest, or something is not the seed's. */
export class EventLog {
  readonly #hash = createHash('sha256')
  readonly #tail: string[] = []
  readonly #tell: (line: string) => void
  lines = 0

  /** `tell` hears every line, for who wants to read or keep them all. */
  constructor(tell: (line: string) => void = () => undefined) {
    this.#tell = tell
  }

  write(nowUs: number, actor: string, text: string): void {
    const line = `${(nowUs / 1_000).toFixed(3)} ${actor}: ${text}`
    this.#hash.update(line).update('\n')
    this.lines += 1
    if (this.#tail.push(line) > tailMax) this.#tail.shift()
    this.#tell(line)
  }

  /** SHA-256 of all lines so far. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  /** The last lines. */
  tail(): readonly string[] {
    return this.#tail
  }
}
