import { firstRecordOf, outlineOf, readRecords, type JournalRecord } from '../../peatio/engine/index.ts'
import type { StoredFiles } from '../../platform/storage/index.ts'
import type { Words } from './command-line.ts'
import { journalDirectory, journalFiles, refuseUnknown, wholeNumberOf } from './journal-options.ts'
import { recordLines } from './record-text.ts'

const limitDefault = 100

/** Without a question, what lies in the directory; with one, the records it asks for, readable. */
export async function inspectJournal({ options }: Words, say: (line: string) => void): Promise<number> {
  refuseUnknown(options, ['from', 'to', 'last', 'key', 'account', 'limit'])
  const files = journalFiles(options)
  if (!['from', 'to', 'last', 'key', 'account'].some((name) => options.has(name))) {
    say(journalDirectory(options))
    sayOutline(files, say)
    return 0
  }
  const limit = wholeNumberOf(options, 'limit') ?? limitDefault
  const last = wholeNumberOf(options, 'last')
  const from = last === undefined ? wholeNumberOf(options, 'from') : lastRecordOf(files) - last + 1
  const to = wholeNumberOf(options, 'to') ?? Infinity
  const wanted = filterOf(options)
  let shown = 0
  for (const { record, segment, position, epoch } of readRecords(files, {
    from: Math.max(from ?? 0, firstRecordOf(files)),
    to,
  })) {
    if (!wanted(record)) continue
    if (shown === limit) {
      say(`… and more: --limit ${limit} was reached, go on with --from ${record.sequence}`)
      return 0
    }
    for (const line of recordLines(record)) say(line)
    say(`    (${segment} at byte ${position}, epoch ${epoch})`)
    shown += 1
  }
  if (shown === 0) say('no such record')
  return shown === 0 ? 1 : 0
}

function filterOf(options: Words['options']): (record: JournalRecord) => boolean {
  const key = options.get('key')
  const account = options.get('account')
  return (record) =>
    (key === undefined || record.key === key) &&
    (account === undefined || record.events.some((event) => Object.values(event).includes(account)))
}

function lastRecordOf(files: StoredFiles): number {
  const from = outlineOf(files).segments.at(-1)!.first
  let last = from - 1
  for (const { record } of readRecords(files, { from, to: Infinity })) last = record.sequence
  return last
}

function sayOutline(files: StoredFiles, say: (line: string) => void): void {
  const { segments, snapshots, epoch } = outlineOf(files)
  for (const { name, version, first, epoch: made, bytes } of segments) {
    say(`${name}  format ${version}  from record ${first}  made by writer ${made}  ${bytes} bytes`)
  }
  for (const { name, sequence, bytes } of snapshots) say(`${name}  after record ${sequence}  ${bytes} bytes`)
  say(`last record ${lastRecordOf(files)}, last writer ${epoch}`)
}
