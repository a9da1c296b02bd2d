import { accounts } from './accounts.ts'
import type { Subcommand } from './command-line.ts'
import { fees } from './fees.ts'
import { journal } from './journal.ts'
import { market } from './market.ts'
import { proof } from './proof.ts'

/** Every subcommand of `opex`, by its name: one line each. */
export const subcommands: Readonly<Record<string, Subcommand>> = { accounts, fees, journal, market, proof }
