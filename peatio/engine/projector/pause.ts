/** A wait that someone else may end, for a reason or for any. */
export class Pause<Reason extends string = string> {
  #reason: Reason | undefined
  #resolve: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined

  /** Resolves when it is ended, or after `ms` if given. */
  async begin(reason: Reason, ms?: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#reason = reason
      this.#resolve = resolve
      this.#timer = ms === undefined ? undefined : setTimeout(resolve, ms)
    })
    clearTimeout(this.#timer)
    this.#reason = undefined
  }

  /** Ends the present wait; only one for this reason, if it is named. */
  end(reason?: Reason): void {
    if (reason === undefined || reason === this.#reason) this.#resolve?.()
  }
}
