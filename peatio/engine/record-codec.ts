import type { Event } from '../../core/exchange/index.ts'
import { decodeEvent, encodeEvent, type EventLine } from './event-codec.ts'
import type { JournalRecord } from './port.ts'

type RecordLine = [
  sequence: JournalRecord['sequence'],
  at: JournalRecord['at'],
  key: string,
  kind: JournalRecord['kind'],
  rejection: JournalRecord['rejection'],
  events: EventLine[],
]

/** One line of JSON without a line break; equal records give equal lines. */
export function encodeRecord({ sequence, at, key, kind, rejection, events }: JournalRecord): string {
  const line: RecordLine = [sequence, at, key, kind, rejection, events.map(encodeEvent)]
  return JSON.stringify(line)
}

export function decodeRecord(text: string): JournalRecord {
  const [sequence, at, key, kind, rejection, lines] = JSON.parse(text) as RecordLine
  const events: Event[] = lines.map(decodeEvent)
  return { sequence, at, key, kind, rejection, events }
}
