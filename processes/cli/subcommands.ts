import type { Subcommand } from './command-line.ts'
import { proof } from './proof.ts'

/** Every subcommand of `opex`, by its name: one line each. */
export const subcommands: Readonly<Record<string, Subcommand>> = { proof }
