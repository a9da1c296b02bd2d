import { Fault } from '../../core/units/index.ts'
import { booksCommands, runBooksCommand } from './accounts-commands.ts'
import { reports, printReport } from './accounts-reports.ts'
import type { Subcommand } from './command-line.ts'
import { onlyOptions } from './only-options.ts'

/** The books of a stopped exchange: reports of any past moment, and the operators' accounting commands. */
export const accounts: Subcommand = {
  summary: 'the books of a stopped exchange: reports at any moment, caps, funding, expenses, suspense',
  usage: [
    ...Object.values(reports).map(({ usage }) => usage),
    ...Object.values(booksCommands).map(({ usage }) => usage),
  ],
  async run({ words: [name = ''], options }, say) {
    const isReport = Object.hasOwn(reports, name)
    if (!isReport && !Object.hasOwn(booksCommands, name)) {
      const known = [...Object.keys(reports), ...Object.keys(booksCommands)].join(', ')
      throw new Fault('usage', { detail: `opex accounts ${known}` })
    }
    onlyOptions(options, optionsIn((isReport ? reports : booksCommands)[name]!.usage))
    return isReport ? printReport(reports[name]!, options, say) : runBooksCommand(name, options, say)
  },
}

const optionsIn = (usage: string): string[] => [...usage.matchAll(/--([a-z-]+)/g)].map(([, name]) => name!)
