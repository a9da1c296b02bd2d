import type { Subcommand } from './command-line.ts'
import { fees } from './fees.ts'
import { journal } from './journal.ts'
import { market } from './market.ts'

/** Every subcommand of `opex`, by its name: one line each. */
export const subcommands: Readonly<Record<string, Subcommand>> = {
  fees,
  journal,
  market,
}
