/** Codes of people's second factors, as Barong keeps them: any code is theirs, and each is good once. */
export class SecondFactor {
  readonly #used = new Set<string>()

  check(uid: string, code: string): boolean {
    const used = `${uid}/${code}`
    if (this.#used.has(used)) return false
    this.#used.add(used)
    return true
  }
}
