import { MemoryFile } from './memory-file.ts'

type Entry = MemoryFile | undefined

/** Names of files, also with a cache: until the directory is synced, a power cut may undo any change of it. */
export class MemoryDirectory {
  readonly seen = new Map<string, MemoryFile>()
  #kept = new Map<string, MemoryFile>()
  /** What each name meant since the last sync, oldest first. */
  #changes = new Map<string, Entry[]>()

  set(name: string, file: Entry): void {
    place(this.seen, name, file)
    const changes = this.#changes.get(name)
    if (changes) changes.push(file)
    else this.#changes.set(name, [file])
  }

  sync(): void {
    this.#kept = new Map(this.seen)
    this.#changes.clear()
  }

  /** Each name on its own means what it meant last, or at some moment since the last sync, or before it. */
  cutPower(random: () => number): void {
    for (const file of this.#files()) file.cutPower(random)
    for (const [name, changes] of this.#changes) {
      const fate = random()
      if (fate < 0.5) place(this.#kept, name, changes.at(-1))
      else if (fate < 0.6) place(this.#kept, name, changes[Math.floor(random() * changes.length)])
    }
    this.seen.clear()
    for (const [name, file] of this.#kept) this.seen.set(name, file)
    this.#changes.clear()
  }

  #files(): Set<MemoryFile> {
    const changed = [...this.#changes.values()].flat().filter((file) => file !== undefined)
    return new Set([...this.seen.values(), ...this.#kept.values(), ...changed])
  }
}

function place(names: Map<string, MemoryFile>, name: string, file: Entry): void {
  if (file) names.set(name, file)
  else names.delete(name)
}
