/** Lets so many pieces of work run at once, the others in order of arrival. */
export class Turns {
  readonly #atOnce: number
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running++
    try {
      return await work()
    } finally {
      // A turn is handed on, or given back when nobody waits.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
