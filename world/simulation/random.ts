/**
 * Chance from one seed (xoshiro128**). Every actor gets a stream of its own by name, so that a call more in one
 * place moves nothing in another: a run that is changed a little stays much the same run.
 */
export class Random {
  readonly #seed: number
  readonly #path: string
  readonly #words: Uint32Array

  constructor(seed: number, path = '') {
    this.#seed = seed
    this.#path = path
    this.#words = wordsOf(`${seed}${path}`)
  }

  split(name: string): Random {
    return new Random(this.#seed, `${this.#path}/${name}`)
  }

  /** From 0 up to, and without, 1. */
  readonly next = (): number => {
    const words = this.#words
    const result = Math.imul(rotated(Math.imul(words[1]!, 5), 7), 9) >>> 0
    const shifted = words[1]! << 9
    words[2]! ^= words[0]!
    words[3]! ^= words[1]!
    words[1]! ^= words[2]!
    words[0]! ^= words[3]!
    words[2]! ^= shifted
    words[3] = rotated(words[3]!, 11)
    return result / 2 ** 32
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(rate: number): boolean {
    return this.next() < rate
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)]!
  }

  /** Draws an item as often as its weight says, among weights whose sum is not 0. */
  weighted<Item extends { weight: number }>(items: readonly Item[]): Item {
    let left = this.next() * items.reduce((sum, { weight }) => sum + weight, 0)
    for (const item of items) if ((left -= item.weight) < 0) return item
    return items.findLast(({ weight }) => weight > 0)!
  }
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** Four well-mixed words from a name (FNV-1a, then the finalizer of MurmurHash 3). */
function wordsOf(name: string): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, index) => {
    let hash = 0x811c9dc5 ^ (index * 0x9e3779b9)
    for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  })
}
