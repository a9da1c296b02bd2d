import { accounts } from './accounts.ts'
import type { Subcommand } from './command-line.ts'
import { journal } from './journal.ts'
import { proof } from './proof.ts'

/** Every subcommand of `opex`, by its name: one line each. */
export const subcommands: Readonly<Record<string, Subcommand>> = { accounts, journal, proof }
