import type { Storage } from '../../platform/storage/index.ts'
import { JournalReader } from '../../peatio/engine/journal-reader.ts'
import { recordsOf } from '../../peatio/engine/journal.ts'
import { encodeRecord } from '../../peatio/engine/record-codec.ts'

/** Every record of a journal as a line. Throws a Fault `journal_corrupt` on anything that is not one. */
export function readJournal(storage: Storage): string[] {
  const reader = new JournalReader(storage, 1)
  const lines: string[] = []
  for (;;) {
    const step = reader.step()
    if (step.kind !== 'frame') return lines
    lines.push(...recordsOf(step).map(encodeRecord))
  }
}

/** I8, I10: what was published stands in the journal, word for word, and nothing else does. */
export function journalKeeps(journal: string[], published: string[]): string[] {
  const length = Math.max(journal.length, published.length)
  for (let at = 0; at < length; at++) {
    if (journal[at] !== published[at])
      return [`record ${at + 1} was published as ${published[at]}, the journal has ${journal[at]}`]
  }
  return []
}
