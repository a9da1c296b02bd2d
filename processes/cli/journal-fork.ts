import { Fault } from '../../core/units/index.ts'
import { forkJournal, verifyJournal } from '../../peatio/engine/index.ts'
import { openDirectory } from '../../platform/storage/index.ts'
import type { Words } from './command-line.ts'
import { journalDirectory, journalFiles, refuseUnknown, wholeNumber } from './journal-options.ts'
import { progressEvery, sayVerified } from './journal-verify.ts'

const sayEveryMs = 2_000

/** Copies the journal up to a record into a directory that is new or empty, and verifies the copy. */
export async function forkJournalAt({ words, options }: Words, say: (line: string) => void): Promise<number> {
  refuseUnknown(options, ['to'])
  const [at] = words
  const to = options.get('to')
  if (at === undefined || to === undefined || to === 'true') {
    throw new Fault('option_missing', {
      detail: 'say which record, and where to: journal fork-at N --to DIRECTORY',
    })
  }
  const sequence = wholeNumber(at, 'the record')
  const source = journalFiles(options)
  // Above every term in the journal, or an engine would not take what it reads there.
  const target = await openDirectory(to, source.epoch)
  try {
    const { segments, snapshots } = forkJournal(source, target, sequence)
    say(`copied ${segments} segments and ${snapshots} snapshots from ${journalDirectory(options)} to ${to}`)
    return sayVerified(verifyJournal(target, progressEvery(sayEveryMs, say)), say)
  } finally {
    await target.close()
  }
}
