import { verifyJournal, type Progress, type Verified } from '../../peatio/engine/index.ts'
import type { Words } from './command-line.ts'
import { journalDirectory, journalFiles, refuseUnknown } from './journal-options.ts'

const sayEveryMs = 2_000

/** Reads the whole journal and says what it found; 1 if there is damage. */
export async function verifyJournalFiles({ options }: Words, say: (line: string) => void): Promise<number> {
  refuseUnknown(options, [])
  const directory = journalDirectory(options)
  say(`verifying ${directory}`)
  const found = verifyJournal(journalFiles(options), progressEvery(sayEveryMs, say))
  return sayVerified(found, say)
}

/** For whoever waits: how far it is, and how long it will take at this pace. */
export function progressEvery(ms: number, say: (line: string) => void): (done: Progress) => void {
  const started = performance.now()
  let last = started
  return ({ sequence, bytes, bytesTotal }) => {
    const now = performance.now()
    if (now - last < ms) return
    last = now
    const perSecond = (bytes / (now - started)) * 1_000
    const percent = Math.floor((bytes / bytesTotal) * 100)
    const left = Math.ceil((bytesTotal - bytes) / perSecond)
    say(`${percent} %: record ${sequence}, ${(perSecond / 1e6).toFixed(1)} MB/s, about ${left} s left`)
  }
}

export function sayVerified(found: Verified, say: (line: string) => void): number {
  const { segments, records, frames, sequence, epochs, snapshots, stateHash, notes, damage } = found
  if (segments === 0 && damage.length === 0) {
    say('there is no journal in this directory')
    return 1
  }
  say(
    `${records} records in ${frames} batches and ${segments} segments, by ${epochs} writers; last ${sequence}`,
  )
  say(`${snapshots} snapshots`)
  if (stateHash) say(`the state after record ${sequence} has hash ${stateHash}`)
  for (const note of notes) say(`note: ${note}`)
  for (const each of damage) say(`DAMAGE: ${each}`)
  if (damage.length === 0) {
    say('the journal is sound')
    return 0
  }
  say(`records up to ${sequence} are whole; what to do: docs/engine.md, "When the engine does not start"`)
  return 1
}
