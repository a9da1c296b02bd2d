/** How many things a scan looks through faster than a set does. */
export const scanned = 16

/** Things in the order in which they were first added, each once. Nearly always a handful. */
export class Distinct<Item> {
  readonly items: Item[] = []
  #known: Set<Item> | null = null

  add(item: Item): void {
    if (this.#known === null) {
      if (this.items.includes(item)) return
      if (this.items.length === scanned) this.#known = new Set(this.items)
    }
    if (this.#known !== null) {
      if (this.#known.has(item)) return
      this.#known.add(item)
    }
    this.items.push(item)
  }
}
