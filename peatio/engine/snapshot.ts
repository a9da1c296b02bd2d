import { crc32c } from '@node-rs/crc32'
import {
  restore,
  serialize,
  type OrderView,
  type RejectReason,
  type StateData,
} from '../../core/exchange/index.ts'
import type { AccountId, Amount, Sequence, TimeMs } from '../../core/units/index.ts'
import type { Storage, StoredFiles } from '../../platform/storage/index.ts'
import type { FirstAnswer } from './answer-book.ts'
import { decodeTerms, encodeTerms, type TermsLine } from './event-codec.ts'
import { createLeaderState, type LeaderState } from './leader-state.ts'

/** Up to which record each named reader of the outbox has done its work. */
export type Positions = Map<string, Sequence>

const pattern = /^snapshot-(\d{16})\.jsonl$/
const format = 1
const linesAtOnce = 1_000

type OrderData = Omit<OrderView, 'filledQuote' | 'held' | 'special'> & {
  filledQuote: string
  held: string
  special: TermsLine | null
}
type AnswerData = [
  key: string,
  sequence: Sequence,
  at: TimeMs,
  rejection: RejectReason | null,
  orders?: OrderData[],
]
type SnapshotLine =
  | { format: number; sequence: Sequence | 0; at: TimeMs; epoch: number; positions: [string, Sequence][] }
  | { state: StateData }
  | { answers: AnswerData[] }
  | { orderAnswers: AnswerData[] }
  | { accounts: [AccountId, Sequence][] }

/** Sequences of all snapshots, newest first. */
export function snapshotsOf(storage: StoredFiles): number[] {
  const found = storage.list().flatMap((name) => pattern.exec(name)?.[1] ?? [])
  return found.map(Number).reverse()
}

export const snapshotName = (sequence: number): string =>
  `snapshot-${String(sequence).padStart(16, '0')}.jsonl`

/** Lines of JSON, the last one with a checksum over all before it. Durable when it returns. */
export function writeSnapshot(storage: Storage, state: LeaderState, positions: Positions): void {
  const parts: Buffer[] = []
  let check = 0
  for (const line of linesOf(state, positions, storage.epoch)) {
    const part = Buffer.from(`${JSON.stringify(line)}\n`)
    check = crc32c(part, check)
    parts.push(part)
  }
  parts.push(Buffer.from(`{"check":${check}}\n`))
  storage.replace(snapshotName(state.sequence), parts)
}

function* linesOf(state: LeaderState, positions: Positions, epoch: number): Generator<SnapshotLine> {
  yield { format, sequence: state.sequence, at: state.at, epoch, positions: [...positions] }
  yield { state: serialize(state.exchange) }
  for (const answers of chunksOf(state.answers.forEver().map(answerData))) yield { answers }
  for (const orderAnswers of chunksOf(state.answers.ofOrders().map(answerData))) yield { orderAnswers }
  for (const accounts of chunksOf([...state.accountSequences])) yield { accounts }
}

/**
 * The state a snapshot holds, or what is wrong with it: a reason to use an older one, never a reason to
 * guess.
 */
export function readSnapshot(
  storage: StoredFiles,
  sequence: number,
  orderKeysMax: number,
): { state: LeaderState; positions: Positions } | { damage: string } {
  const name = snapshotName(sequence)
  const bytes = storage.read(name, 0, storage.size(name))
  const lastLine = bytes.lastIndexOf('\n', -2) + 1
  const sealed = `{"check":${crc32c(bytes.subarray(0, lastLine))}}\n`
  if (bytes.toString('utf8', lastLine) !== sealed) return { damage: 'its checksum is wrong' }

  const [head, body, ...rest] = linesIn(bytes.subarray(0, lastLine))
  if (!head || !('format' in head) || head.format !== format || !body || !('state' in body)) {
    return { damage: 'it has another format' }
  }
  if (head.sequence !== sequence) return { damage: 'it holds another sequence than its name says' }
  const state = createLeaderState(orderKeysMax, restore(body.state))
  state.sequence = head.sequence
  state.at = head.at
  for (const line of rest) {
    if ('answers' in line) for (const each of line.answers) state.answers.rememberForEver(...answerOf(each))
    if ('orderAnswers' in line)
      for (const each of line.orderAnswers) state.answers.rememberOrder(...answerOf(each))
    if ('accounts' in line) for (const each of line.accounts) state.accountSequences.set(...each)
  }
  return { state, positions: new Map(head.positions) }
}

/** One by one: keys that are kept for ever make a snapshot longer, in time, than a string can be. */
function* linesIn(bytes: Buffer): Generator<SnapshotLine> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from)
    yield JSON.parse(bytes.toString('utf8', from, end)) as SnapshotLine
    from = end + 1
  }
}

function answerData([key, { sequence, at, rejection, orders }]: [string, FirstAnswer]): AnswerData {
  if (orders.length === 0) return [key, sequence, at, rejection]
  const data = orders.map((view) => ({
    ...view,
    filledQuote: `${view.filledQuote}`,
    held: `${view.held}`,
    special: view.special && encodeTerms(view.special),
  }))
  return [key, sequence, at, rejection, data]
}

function answerOf([key, sequence, at, rejection, data = []]: AnswerData): [string, FirstAnswer] {
  const orders = data.map((view) => ({
    ...view,
    filledQuote: BigInt(view.filledQuote) as Amount,
    held: BigInt(view.held) as Amount,
    special: view.special && decodeTerms(view.special),
  }))
  return [key, { sequence, at, rejection, orders }]
}

function* chunksOf<Item>(items: Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += linesAtOnce) yield items.slice(from, from + linesAtOnce)
}
