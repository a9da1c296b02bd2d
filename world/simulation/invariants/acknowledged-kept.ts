import type { JournalRecord } from '../../../peatio/engine/index.ts'

/** What somebody was told, written down by him before he went on. */
export type Acknowledged =
  | { kind: 'placed'; key: string; order: number; uuid: string }
  | { kind: 'refused'; key: string }
  | { kind: 'closed'; order: number }
  | { kind: 'answered'; key: string; sequence: number; rejection: string | null }

export type Kept = {
  /** The record of a key, if the journal has one. */
  recordOf: (key: string) => JournalRecord | undefined
  /** Whether an order is open; undefined if it never was. */
  isOpen: (order: number) => boolean | undefined
}

/** I8: whatever was acknowledged is in the journal, as it was told. */
export function acknowledgedKept(acknowledged: Acknowledged[], { recordOf, isOpen }: Kept): string[] {
  return acknowledged.flatMap((told) => {
    if (told.kind === 'closed')
      return isOpen(told.order) === false ? [] : [`order ${told.order} was told to be closed`]
    const record = recordOf(told.key)
    if (told.kind === 'refused') {
      // The door refuses without asking the engine; but what the engine took was not refused.
      return record && record.rejection === null ? [`${told.key} was told to be refused`] : []
    }
    if (!record) return [`${told.key} was acknowledged and is lost`]
    if (told.kind === 'answered') {
      const same = record.sequence === told.sequence && record.rejection === told.rejection
      return same ? [] : [`${told.key} was told ${told.sequence} ${told.rejection}, it is ${record.sequence}`]
    }
    const accepted = record.events.find((event) => event.kind === 'order_accepted')
    const same = accepted?.kind === 'order_accepted' && accepted.order === told.order
    return same && accepted.uuid === told.uuid ? [] : [`${told.key} was told to be order ${told.order}`]
  })
}
