/**
 * Shares work between all who ask for the same at once: at most one run is under way and one more is promised.
 * Whoever asks gets a run that began after he asked, so he never sees less than he could have.
 */
export class SingleFlight<Result> {
  readonly #runs = new Map<string, { current: Promise<Result>; next: Promise<Result> | undefined }>()

  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const flight = this.#runs.get(key)
    if (!flight) return this.#begin(key, work)
    flight.next ??= flight.current.then(
      () => this.#begin(key, work),
      () => this.#begin(key, work),
    )
    return flight.next
  }

  #begin(key: string, work: () => Promise<Result>): Promise<Result> {
    const current = work()
    const flight = { current, next: undefined }
    this.#runs.set(key, flight)
    const end = () => {
      // A run that is promised replaces this one when it begins.
      if (this.#runs.get(key) === flight && flight.next === undefined) this.#runs.delete(key)
    }
    current.then(end, end)
    return current
  }
}
