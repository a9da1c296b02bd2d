import { Fault } from '../../core/units/index.ts'

/** Refuses an option that the command does not know: a misspelt one must not be taken for its absence. */
export function onlyOptions(options: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const name of options.keys()) {
    if (!known.includes(name)) throw new Fault('usage', { detail: `there is no option --${name}` })
  }
}
