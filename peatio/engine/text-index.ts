import { randomInt } from 'node:crypto'

/** Secret, so that nobody can choose texts that meet in one place of every table. */
const multiplier = randomInt(2 ** 31) * 2 + 1

/** The same texts are asked about twice, a key and a name in turns: are they known, and then they are. */
const last = { text: '', hash: 0, before: '', hashBefore: 0 }

/** A hash of a text in 32 bits, another one in every process. */
export function hashText(text: string): number {
  if (text === last.text) return last.hash
  if (text === last.before) return last.hashBefore
  let hash = text.length
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), multiplier)
    hash ^= hash >>> 15
  }
  last.before = last.text
  last.hashBefore = last.hash
  last.text = text
  last.hash = hash >>> 0
  return last.hash
}

const firstCapacity = 1_024

/**
 * Numbers above 0 by the hash of a text, in one array: a Map of as many strings, of which some leave with every order,
 * is what a garbage collector is slowest at. Whoever asks says which of the numbers with that hash he means.
 */
export class TextIndex {
  /** A number and its hash side by side, where its hash says or, if others stand there, behind them; 0 is nobody. */
  #entries = new Float64Array(2 * firstCapacity)
  #size = 0

  get size(): number {
    return this.#size
  }

  find(hash: number, isIt: (found: number) => boolean): number | undefined {
    const entries = this.#entries
    for (let at = this.#home(hash); entries[at] !== 0; at = this.#next(at)) {
      if (entries[at + 1] === hash && isIt(entries[at]!)) return entries[at]
    }
    return undefined
  }

  /** A number that is not there yet under this hash. */
  add(hash: number, added: number): void {
    if ((this.#size + 1) * 4 > this.#entries.length) this.#grow()
    this.#put(hash, added)
    this.#size += 1
  }

  /** Tells whether it was there. */
  delete(hash: number, deleted: number): boolean {
    const entries = this.#entries
    for (let at = this.#home(hash); entries[at] !== 0; at = this.#next(at)) {
      if (entries[at] !== deleted || entries[at + 1] !== hash) continue
      this.#close(at)
      this.#size -= 1
      return true
    }
    return false
  }

  #home(hash: number): number {
    return (hash * 2) & (this.#entries.length - 2)
  }

  #next(at: number): number {
    return (at + 2) & (this.#entries.length - 2)
  }

  #put(hash: number, added: number): void {
    let at = this.#home(hash)
    while (this.#entries[at] !== 0) at = this.#next(at)
    this.#entries[at] = added
    this.#entries[at + 1] = hash
  }

  /** Those behind a gap move up, unless they would stand before the place of their own hash. */
  #close(gap: number): void {
    const entries = this.#entries
    const mask = entries.length - 2
    for (let at = this.#next(gap); entries[at] !== 0; at = this.#next(at)) {
      const fromHome = (at - this.#home(entries[at + 1]!)) & mask
      if (fromHome < ((at - gap) & mask)) continue
      entries[gap] = entries[at]!
      entries[gap + 1] = entries[at + 1]!
      gap = at
    }
    entries[gap] = 0
  }

  #grow(): void {
    const old = this.#entries
    this.#entries = new Float64Array(old.length * 2)
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.#put(old[at + 1]!, old[at]!)
  }
}
