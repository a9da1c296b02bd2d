import { closeSync, openSync, writeSync } from 'node:fs'
import { Fault } from '../../core/units/index.ts'
import { firstRecordOf, readRecords, type JournalRecord } from '../../peatio/engine/index.ts'
import type { Words } from './command-line.ts'
import { journalFiles, refuseUnknown, wholeNumberOf } from './journal-options.ts'
import { csvHead, recordJson, recordRows } from './record-text.ts'

const formats: Record<string, { head: string[]; lines: (record: JournalRecord) => string[] }> = {
  jsonl: { head: [], lines: (record) => [recordJson(record)] },
  csv: { head: [csvHead], lines: recordRows },
}
const linesAtOnce = 1_000

/** Every record as a line of JSON, or every event as a row, to a new file or to standard output. */
export async function exportJournal({ options }: Words, say: (line: string) => void): Promise<number> {
  refuseUnknown(options, ['format', 'from', 'to', 'out'])
  const name = options.get('format') ?? 'jsonl'
  const format = formats[name]
  if (!format) throw new Fault('option_invalid', { detail: `--format is jsonl or csv, not '${name}'` })
  const files = journalFiles(options)
  const from = Math.max(wholeNumberOf(options, 'from') ?? 0, firstRecordOf(files))
  const to = wholeNumberOf(options, 'to') ?? Infinity
  const out = options.get('out')
  const target = out === undefined ? { write: say, close: () => {} } : fileTarget(out)
  let count = 0
  try {
    for (const line of format.head) target.write(line)
    for (const { record } of readRecords(files, { from, to })) {
      for (const line of format.lines(record)) target.write(line)
      count += 1
    }
  } finally {
    target.close()
  }
  if (out !== undefined) say(`${count} records written to ${out}`)
  return 0
}

/** A file that is there already is never overwritten. */
function fileTarget(path: string) {
  const file = open(path)
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    write(line: string) {
      if (lines.push(line) >= linesAtOnce) flush()
    },
    close() {
      flush()
      closeSync(file)
    },
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Fault('export_failed', { cause, detail: `could not make ${path}: ${reason}` })
  }
}
