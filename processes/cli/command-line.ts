/** What a subcommand is given: its words, already without `--name value` pairs, and those pairs. */
export type Words = { words: string[]; options: ReadonlyMap<string, string> }

/** A subcommand: what it prints goes to `say`, line by line. Returns the exit code, 0 if all is well. */
export type Subcommand = {
  /** One line for `opex help`. */
  summary: string
  /** How it is called, a line each, without the leading `opex`. */
  usage: readonly string[]
  run(words: Words, say: (line: string) => void): Promise<number>
}

/** `--name value`, `--name=value` and `--flag` (as `true`) become options; everything else is a word. */
export function readWords(args: readonly string[]): Words {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [name, ...rest] = arg.slice(2).split('=')
    const next = args[index + 1]
    if (rest.length > 0) options.set(name!, rest.join('='))
    else if (next !== undefined && !next.startsWith('--')) options.set(name!, args[(index += 1)]!)
    else options.set(name!, 'true')
  }
  return { words, options }
}
