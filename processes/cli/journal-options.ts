import { join, resolve } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { readDirectory, type StoredFiles } from '../../platform/storage/index.ts'
import { readConfig } from '../config.ts'
import type { Words } from './command-line.ts'

type Options = Words['options']

/** The journal that is meant: `--directory`, or the exchange's own. */
export function journalDirectory(options: Options): string {
  const named = options.get('directory')
  return resolve(named ?? join(readConfig(process.env).dataDirectory, 'journal'))
}

export const journalFiles = (options: Options): StoredFiles => readDirectory(journalDirectory(options))

/** A record's sequence or a count; undefined if the option is not there. Fault `option_invalid`. */
export function wholeNumberOf(options: Options, name: string): number | undefined {
  const text = options.get(name)
  return text === undefined ? undefined : wholeNumber(text, `--${name}`)
}

export function wholeNumber(text: string, what: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new Fault('option_invalid', { detail: `${what} is a whole number, not '${text}'` })
}

/** An unknown option is a misunderstanding, and nothing is done on one. Fault `option_unknown`. */
export function refuseUnknown(options: Options, known: readonly string[]): void {
  for (const name of options.keys()) {
    if (name === 'directory' || known.includes(name)) continue
    const all = ['directory', ...known].map((each) => `--${each}`).join(', ')
    throw new Fault('option_unknown', { detail: `--${name}; there are ${all}` })
  }
}
