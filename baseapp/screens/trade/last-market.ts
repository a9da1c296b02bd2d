const key = 'lastMarket'

/** The market of this browser's last visit. */
export function lastMarket(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    // Storage may be forbidden; the first market serves then.
    return undefined
  }
}

export function rememberMarket(id: string): void {
  try {
    localStorage.setItem(key, id)
  } catch {
    // Then the next visit starts with the first market.
  }
}
