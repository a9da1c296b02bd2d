/** Lets readers wait until a sequence has been reached, and no longer than they say. */
export class Waiters {
  readonly #waiting = new Set<{ sequence: number; resolve: () => void; timer: NodeJS.Timeout }>()

  /** Resolves when `reached` passes the sequence, or after `waitMs` at the latest. */
  wait(sequence: number, waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiter = { sequence, resolve, timer: setTimeout(() => this.#end(waiter), waitMs) }
      this.#waiting.add(waiter)
    })
  }

  reached(sequence: number): void {
    for (const waiter of this.#waiting) if (waiter.sequence <= sequence) this.#end(waiter)
  }

  #end(waiter: { resolve: () => void; timer: NodeJS.Timeout; sequence: number }): void {
    clearTimeout(waiter.timer)
    this.#waiting.delete(waiter)
    waiter.resolve()
  }

  /** Nobody waits any longer. */
  close(): void {
    this.reached(Infinity)
  }
}
