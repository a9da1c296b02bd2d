// Stands in for node:test while mutants run: it keeps the tests instead of running them, so that one process runs
// any of them again and again. It knows only what the core's tests use; anything else fails on import.
export type Collected = { file: string; name: string; body: () => unknown }

export const collected: Collected[] = []
let file = ''

/** The tests that are declared from now on belong to this file. */
export function collectFrom(name: string): void {
  file = name
}

type Options = { skip?: boolean }

/** `test(name, body)` and `test(name, { skip }, body)`, as node:test has them. */
export function test(name: string, ...rest: [() => unknown] | [Options, () => unknown]): void {
  const [options, body] = rest.length === 2 ? rest : [{}, rest[0]]
  if (!options.skip) collected.push({ file, name, body })
}
