import { decimalFromAmount } from '../../core/units/index.ts'
import type { JournalRecord } from '../../peatio/engine/index.ts'
import { csvCell } from '../../platform/http/index.ts'

/** Sums are whole counts of 10⁻¹⁸; people and other programs read decimals. */
const plain = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? decimalFromAmount(value) : value

/** A record as one line of JSON: times also in words, sums as decimals. */
export function recordJson(record: JournalRecord): string {
  const { sequence, at, key, kind, rejection, events } = record
  return JSON.stringify({ sequence, at, time: timeOf(at), key, kind, rejection, events }, plain)
}

/** A record for people: a line for the command and its answer, a line for each event. */
export function recordLines({ sequence, at, key, kind, rejection, events }: JournalRecord): string[] {
  const answer = rejection === null ? '' : `  REJECTED ${rejection}`
  return [
    `${sequence}  ${timeOf(at)}  ${kind}  key ${key}${answer}`,
    ...events.map(({ kind: event, ...fields }) => `    ${event}  ${fieldsOf(fields)}`),
  ]
}

export const csvHead = 'sequence,time,key,kind,rejection,event_index,event,fields'

/** A row for each event; one with empty columns for a record without events. */
export function recordRows({ sequence, at, key, kind, rejection, events }: JournalRecord): string[] {
  const about = [sequence, timeOf(at), key, kind, rejection ?? '']
  if (events.length === 0) return [rowOf([...about, '', '', ''])]
  return events.map(({ kind: event, ...fields }, index) =>
    rowOf([...about, index, event, JSON.stringify(fields, plain)]),
  )
}

const timeOf = (at: number): string => new Date(at).toISOString()

const fieldsOf = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value, plain)}`)
    .join(' ')
    .replaceAll('="', '=')
    .replaceAll(/"( |$)/g, '$1')

/** As all our sheets: keys and references come from users, and no cell of theirs is run as a formula. */
const rowOf = (cells: (string | number)[]): string => cells.map(csvCell).join(',')
