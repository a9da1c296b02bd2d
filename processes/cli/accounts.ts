import { Fault } from '../../core/units/index.ts'
import { booksCommands, runBooksCommand } from './accounts-commands.ts'
import { reports, printReport } from './accounts-reports.ts'
import type { Subcommand } from './command-line.ts'

/** The books of a stopped exchange: reports of any past moment, and the operators' accounting commands. */
export const accounts: Subcommand = {
  summary: 'the books of a stopped exchange: reports at any moment, caps, funding, expenses, suspense',
  usage: [
    ...Object.values(reports).map(({ usage }) => usage),
    ...Object.values(booksCommands).map(({ usage }) => usage),
  ],
  async run({ words: [name = ''], options }, say) {
    if (Object.hasOwn(reports, name)) return printReport(reports[name]!, options, say)
    if (Object.hasOwn(booksCommands, name)) return runBooksCommand(name, options, say)
    const known = [...Object.keys(reports), ...Object.keys(booksCommands)].join(', ')
    throw new Fault('usage', { detail: `opex accounts ${known}` })
  },
}
