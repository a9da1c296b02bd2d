export type Lookup<Value> = {
  /** The remembered value, or what `load` finds; what is not found is not remembered. */
  get(key: string): Promise<Value | undefined>
  forget(key: string): void
  forgetWhere(matches: (value: Value) => boolean): void
}

/**
 * Remembers what `load` found, at most `max` values, oldest forgotten first. A load that began before a `forget`
 * is never remembered after it: what was revoked cannot come back through a slow read.
 */
export function createLookup<Value>(
  load: (key: string) => Promise<Value | undefined>,
  { max }: { max: number },
): Lookup<Value> {
  const known = new Map<string, Value>()
  const loading = new Map<string, Promise<Value | undefined>>()

  async function fetch(key: string): Promise<Value | undefined> {
    const begun = load(key)
    loading.set(key, begun)
    try {
      const value = await begun
      if (value !== undefined && loading.get(key) === begun) {
        if (known.size >= max) known.delete(known.keys().next().value!)
        known.set(key, value)
      }
      return value
    } finally {
      if (loading.get(key) === begun) loading.delete(key)
    }
  }

  return {
    async get(key) {
      return known.get(key) ?? loading.get(key) ?? fetch(key)
    },
    forget(key) {
      known.delete(key)
      loading.delete(key)
    },
    forgetWhere(matches) {
      for (const [key, value] of known) if (matches(value)) known.delete(key)
      // What is still being read may match as well.
      loading.clear()
    },
  }
}
