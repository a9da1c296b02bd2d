// A resolve hook of Node's module loader: who imports node:test gets the collector.
type Resolved = { url: string; shortCircuit?: boolean }
type Next = (specifier: string, context: unknown) => Promise<Resolved>

export async function resolve(specifier: string, context: unknown, next: Next): Promise<Resolved> {
  if (specifier !== 'node:test') return next(specifier, context)
  return { url: new URL('./collect.js', import.meta.url).href, shortCircuit: true }
}
