import { Fault } from '../../core/units/index.ts'
import type { Subcommand } from './command-line.ts'
import { exportJournal } from './journal-export.ts'
import { forkJournalAt } from './journal-fork.ts'
import { inspectJournal } from './journal-inspect.ts'
import { verifyJournalFiles } from './journal-verify.ts'

const verbs: Record<string, Subcommand['run']> = {
  verify: verifyJournalFiles,
  inspect: inspectJournal,
  export: exportJournal,
  'fork-at': forkJournalAt,
}

/** Looks at a journal, also while the exchange runs on it: takes no lock, and changes nothing in it. */
export const journal: Subcommand = {
  summary: 'the journal of the engine, by default of OPEX_DATA_DIR: checked, shown, copied',
  usage: [
    'journal verify [--directory D]',
    'journal inspect [--from N] [--to N] [--last N] [--key K] [--account A] [--limit N] [--directory D]',
    'journal export [--format jsonl|csv] [--from N] [--to N] [--out FILE] [--directory D]',
    'journal fork-at N --to DIRECTORY [--directory D]',
  ],
  async run({ words: [verb = '', ...words], options }, say) {
    const run = verbs[verb]
    if (!run) {
      throw new Fault('command_unknown', { detail: `journal ${verb}: say ${Object.keys(verbs).join(', ')}` })
    }
    return run({ words, options }, say)
  },
}
