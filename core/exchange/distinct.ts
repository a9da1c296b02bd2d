/** How many things a scan looks through faster than a set does. */
export const scanned = 16

/** As many things are kept in memory for the next time at most. */
const keptMax = 1_024

/**
 * Things in the order in which they were first added, each once. Nearly always a handful. Cleared, it uses its memory
 * again: a new list for every command is work for a collector.
 */
export class Distinct<Item> {
  #items: Item[] = []
  #count = 0
  #known: Set<Item> | null = null

  get count(): number {
    return this.#count
  }

  at(index: number): Item {
    return this.#items[index]!
  }

  add(item: Item): void {
    if (this.#known === null) {
      for (let index = 0; index < this.#count; index++) if (this.#items[index] === item) return
      if (this.#count === scanned) this.#known = new Set(this.all())
    }
    if (this.#known !== null) {
      if (this.#known.has(item)) return
      this.#known.add(item)
    }
    this.#items[this.#count++] = item
  }

  /** Those for which it holds come first; within each part the order stays. */
  putFirst(isFirst: (item: Item) => boolean): void {
    const items = this.all()
    this.#items = [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))]
  }

  all(): Item[] {
    return this.#items.slice(0, this.#count)
  }

  clear(): void {
    if (this.#items.length > keptMax) this.#items = []
    this.#count = 0
    this.#known = null
  }
}
