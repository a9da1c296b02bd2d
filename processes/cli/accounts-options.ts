import { Fault, amountFromDecimal, type Amount } from '../../core/units/index.ts'

export type Options = ReadonlyMap<string, string>

const wrong = (name: string, expected: string) =>
  new Fault('usage', { detail: `--${name} must be ${expected}` })

/** An option that has to be there. Throws a Fault `usage` that names it, as all of these do. */
export function wanted(options: Options, name: string): string {
  const value = options.get(name)
  if (value === undefined || value === 'true') throw wrong(name, 'given')
  return value
}

/** Milliseconds of an ISO 8601 moment; what `missing` says if the option is not there. */
export function momentOf<Missing>(options: Options, name: string, missing: Missing): number | Missing {
  const text = options.get(name)
  if (text === undefined) return missing
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at)) throw wrong(name, 'a date or moment such as 2026-11-26T09:00:00Z')
  return at
}

export function wholeNumberOf(options: Options, name: string, missing: number): number {
  const text = options.get(name) ?? String(missing)
  if (!/^\d{1,9}$/.test(text)) throw wrong(name, 'a whole number')
  return Number(text)
}

/** A plain decimal; zero and more. */
export function sumOption(options: Options, name: string): Amount {
  const sum = amountFromDecimal(wanted(options, name))
  if (sum === undefined) throw wrong(name, 'a sum such as 12.5')
  return sum
}

/** A plain decimal that may have a minus sign. */
export function signedSumOption(options: Options, name: string): bigint {
  const text = wanted(options, name)
  const sum = amountFromDecimal(text.replace(/^-/, ''))
  if (sum === undefined) throw wrong(name, 'a sum such as 12.5 or -12.5')
  return text.startsWith('-') ? 0n - sum : sum
}

export function oneOfOption<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word {
  const value = wanted(options, name)
  const found = words.find((word) => word === value)
  if (found === undefined) throw wrong(name, words.join(' or '))
  return found
}

/** Two names with a comma between them; whether they are two people, the exchange decides. */
export function approversOption(options: Options): [string, string] {
  const names = wanted(options, 'approved-by').split(',')
  if (names.length !== 2) throw wrong('approved-by', 'two names such as ada,grace')
  return names as [string, string]
}
