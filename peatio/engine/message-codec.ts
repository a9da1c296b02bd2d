import type { RejectReason } from '../../core/exchange/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { HeldBatch } from './held-batch.ts'
import type { Batch } from './leader.ts'
import type { CallId, Done, Submissions } from './messages.ts'
import type { Answer, Submission } from './port.ts'
import { decodeOrders, decodeViews, encodeViews } from './view-codec.ts'

// Between the engine's two threads calls and records travel as text: JSON is read and written in a third of the time of
// a structured clone of the same objects, and the records' lines are there already, because the journal has them.

/** One call: JSON, or the submission as it is if its command has a bigint, which JSON has not. */
export const encodeSubmission = (id: CallId, submission: Submission): string | [CallId, Submission] =>
  hasSum(submission.command) ? [id, submission] : JSON.stringify([id, submission])

export function joinSubmissions(calls: (string | [CallId, Submission])[]): Submissions {
  const texts: string[] = []
  const withSums: [CallId, Submission][] = []
  for (const call of calls) {
    if (typeof call === 'string') texts.push(call)
    else withSums.push(call)
  }
  return { text: `[${texts.join(',')}]`, withSums }
}

/** In the order in which they came: calls are numbered. */
export function decodeSubmissions({ text, withSums }: Submissions): [CallId, Submission][] {
  const others = JSON.parse(text) as [CallId, Submission][]
  return withSums.length === 0 ? others : [...others, ...withSums].sort(([a], [b]) => a - b)
}

function hasSum(part: object | null): boolean {
  for (const field in part) {
    const value: unknown = part[field as never]
    if (typeof value === 'bigint') return true
    if (typeof value === 'object' && hasSum(value)) return true
  }
  return false
}

/** `place`: where the answer's record stands in the message. Its first `named` orders are the answer's. */
type NewAnswer = [id: CallId, place: number, at: TimeMs, rejection: RejectReason | null, named: number]
/** The first answer to a key, again, with its orders as text. */
type Repetition = [id: CallId, sequence: Sequence, at: TimeMs, rejection: RejectReason | null, views: string]
type AnswersLine = { first: Sequence | 0; answers: NewAnswer[]; repeated: Repetition[] }

/** Text of a batch that is durable: `ids` are the calls, `lines` the records as they stand in the journal. */
export function encodeDone(ids: CallId[], { replies, records, applied }: Batch, lines: string[]): Done {
  const line: AnswersLine = { first: records[0]?.sequence ?? 0, answers: [], repeated: [] }
  for (let index = 0; index < replies.length; index++) {
    const [id, reply] = [ids[index]!, replies[index]!]
    if (typeof reply === 'number') {
      const { at, rejection } = records[reply]!
      line.answers.push([id, reply, at, rejection, applied[reply]!.named])
    } else {
      const { sequence, at, rejection, orders } = reply
      line.repeated.push([id, sequence, at, rejection, encodeViews({ orders, balances: [], levels: [] })])
    }
  }
  const views = applied.map((each) => each.views).join('\n')
  return { answers: JSON.stringify(line), lines: lines.join('\n'), views }
}

export type Decoded = { answers: [CallId, Answer][]; held: HeldBatch | null }

export function decodeDone(done: Done): Decoded {
  const { first, answers, repeated } = JSON.parse(done.answers) as AnswersLine
  const views = done.views.split('\n')
  const again = repeated.map(([id, sequence, at, rejection, said]): [CallId, Answer] => {
    const { orders } = decodeViews(said)
    return [id, { sequence, at, rejection, orders, repeated: true }]
  })
  const made = answers.map(([id, place, at, rejection, named]): [CallId, Answer] => {
    const orders = named === 0 ? [] : decodeOrders(views[place]!, named)
    return [id, { sequence: (first + place) as Sequence, at, rejection, orders, repeated: false }]
  })
  const held = done.lines === '' ? null : new HeldBatch(first, views.length, done)
  return { answers: [...made, ...again], held }
}
