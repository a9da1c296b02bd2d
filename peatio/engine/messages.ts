import type { Sequence } from '../../core/units/index.ts'
import type { Answer, Published, Query, QueryResult, Submission } from './port.ts'
import type { Recovered } from './recover.ts'

/** Names a call until its reply. */
export type CallId = number
export type AnyReply = { sequence: Sequence | 0; result: QueryResult[Query['kind']] } | { failed: string }

/** What the engine's front sends to its back, all calls of one turn at once. */
export type ToBack =
  | {
      kind: 'work'
      submissions: [CallId, Submission][]
      reads: [CallId, Query][]
      confirmed: [reader: string, Sequence][]
    }
  | { kind: 'close' }

/** What the back says: one message a batch, and nothing in it is past the durable sequence. */
export type ToFront =
  | { kind: 'ready'; recovered: Recovered }
  | {
      kind: 'done'
      answers: [CallId, Answer][]
      published: Published[]
      reads: [CallId, AnyReply][]
    }
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; facts: object; text: string }
  | { kind: 'stopped'; code: string; message: string }
  | { kind: 'closed' }
