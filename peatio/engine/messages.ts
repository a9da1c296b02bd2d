import type { Sequence } from '../../core/units/index.ts'
import type { Query, QueryResult, Submission } from './port.ts'
import type { Recovered } from './recover.ts'

/** Names a call until its reply. */
export type CallId = number
export type AnyReply = { sequence: Sequence | 0; result: QueryResult[Query['kind']] } | { failed: string }

/** Calls as bytes, but for those of a kind that is rare. */
export type Submissions = { bytes: Uint8Array; others: [CallId, Submission][] }

/**
 * What a batch came to, as bytes: its answers (`ids` are their calls), its records' lines in the journal, and what each
 * of them touched.
 */
export type Done = {
  ids: Float64Array
  answers: Uint8Array
  first: number
  count: number
  lines: Uint8Array
  views: Uint8Array
}

/** What the engine's front sends to its back, all calls of one turn at once. */
export type ToBack =
  | {
      kind: 'work'
      submissions: Submissions
      reads: [CallId, Query][]
      confirmed: [reader: string, Sequence][]
    }
  | { kind: 'close' }

/** What the back says: one message a batch, and nothing in it is past the durable sequence. */
export type ToFront =
  | { kind: 'ready'; recovered: Recovered }
  | (Done & { kind: 'done'; reads: [CallId, AnyReply][] })
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; facts: object; text: string }
  | { kind: 'stopped'; code: string; message: string }
  | { kind: 'closed' }
