import type { CancelOrder, PlaceOrder } from '../../core/exchange/index.ts'
import { assert, type Lots, type OrderId, type Ticks, type TimeMs } from '../../core/units/index.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { HeldBatch } from './held-batch.ts'
import type { Batch } from './batch.ts'
import type { CallId, Done, Submissions } from './messages.ts'
import { readAnswers } from './answer-codec.ts'
import type { Answer, Request, Submission } from './port.ts'
import { sides, types } from './view-codec.ts'

// Between the engine's two threads calls and records travel as bytes: a structured clone of the same objects, or JSON,
// takes longer than deciding on them.

type Placed = Extract<Request, { kind: 'place_order' }>
type Canceled = Extract<Request, { kind: 'cancel_order' }>

// The bytes below carry these fields: the compiler refuses a command with another.
type Carried = {
  submission: 'key' | 'command' | 'deadline'
  placed: 'kind' | 'account' | 'uuid' | 'market' | 'side' | 'type' | 'limit' | 'quantity' | 'special'
  canceled: 'kind' | 'account' | 'order'
}
type Fields = { submission: keyof Submission; placed: keyof PlaceOrder; canceled: keyof CancelOrder }
export const carried: Fields extends Carried ? true : never = true

const [placing, cancelingByName, cancelingById] = [1, 2, 3]
const noLimit = NaN
const noDeadline = NaN

/** Calls on their way to the engine's thread: orders and cancels as bytes, the rest as they are. */
export class OutgoingCalls {
  readonly #writer = new ByteWriter()
  #others: [CallId, Submission][] = []

  /** How many were added since the last time. */
  size = 0

  /** Throws on what is no command, and has added nothing then. */
  add(id: CallId, submission: Submission): void {
    const begun = this.#writer.length
    try {
      this.#add(id, submission)
      this.size += 1
    } catch (error) {
      this.#writer.length = begun
      throw error
    }
  }

  #add(id: CallId, submission: Submission): void {
    const { command } = submission
    if (command.kind === 'place_order' && command.special?.budget === undefined) {
      this.#begin(placing, id, submission)
      return this.#place(command)
    }
    if (command.kind !== 'cancel_order') return void this.#others.push([id, submission])
    this.#begin(typeof command.order === 'number' ? cancelingById : cancelingByName, id, submission)
    this.#cancel(command)
  }

  /** Everything that was added since the last time. */
  take(): Submissions {
    const taken = { bytes: this.#writer.copy(), others: this.#others }
    this.#writer.clear()
    this.#others = []
    this.size = 0
    return taken
  }

  #begin(kind: number, id: CallId, { key, deadline }: Submission): void {
    this.#writer.byte(kind)
    this.#writer.number(id)
    this.#writer.text(key)
    this.#writer.number(deadline ?? noDeadline)
  }

  #place({ account, uuid, market, side, type, limit, quantity, special }: Placed): void {
    const writer = this.#writer
    writer.text(account)
    writer.text(uuid)
    writer.text(market)
    writer.byte(placeOf(sides, side))
    writer.byte(placeOf(types, type))
    writer.number(limit ?? noLimit)
    writer.number(quantity)
    writer.text(special === undefined ? '' : JSON.stringify(special))
  }

  #cancel({ account, order }: Canceled): void {
    this.#writer.text(account)
    if (typeof order === 'number') this.#writer.number(order)
    else this.#writer.text(order.uuid)
  }
}

/** A word's place among those that are known; any other would arrive as something else. */
function placeOf<Word>(words: readonly Word[], word: Word): number {
  const place = words.indexOf(word)
  assert(place >= 0, 'an order says a word that is known')
  return place
}

/** In the order in which they came: calls are numbered. */
export function readSubmissions({ bytes, others }: Submissions): [CallId, Submission][] {
  const reader = new ByteReader(bytes)
  const calls: [CallId, Submission][] = []
  while (!reader.done) calls.push(readCall(reader))
  return others.length === 0 ? calls : [...calls, ...others].sort(([a], [b]) => a - b)
}

function readCall(reader: ByteReader): [CallId, Submission] {
  const kind = reader.byte()
  const id = reader.number()
  const key = reader.text()
  const deadline = reader.number()
  const command = kind === placing ? readPlaced(reader) : readCanceled(reader, kind)
  return [id, Number.isNaN(deadline) ? { key, command } : { key, command, deadline: deadline as TimeMs }]
}

function readPlaced(reader: ByteReader): Placed {
  const account = reader.name() as Placed['account']
  const uuid = reader.text()
  const market = reader.name() as Placed['market']
  const side = sides[reader.byte()]!
  const type = types[reader.byte()]!
  const said = reader.number()
  const limit = Number.isNaN(said) ? null : (said as Ticks)
  const quantity = reader.number() as Lots
  const special = reader.text()
  const plain = { kind: 'place_order', account, uuid, market, side, type, limit, quantity } as const
  return special === '' ? plain : { ...plain, special: JSON.parse(special) as NonNullable<Placed['special']> }
}

function readCanceled(reader: ByteReader, kind: number): Canceled {
  const account = reader.name() as Canceled['account']
  const order = kind === cancelingById ? (reader.number() as OrderId) : { uuid: reader.text() }
  return { kind: 'cancel_order', account, order }
}

/** A batch that is durable, as bytes: `ids` are the calls, in the order of its answers. */
export const encodeDone = (ids: CallId[], { answers, first, count, lines, views }: Batch): Done => ({
  ids: Float64Array.from(ids),
  answers: answers.copy(),
  first,
  count,
  lines: lines.copy(),
  views: views.copy(),
})

/** The batch's answers, one by one. */
export function readDone(
  { ids, answers, views }: Done,
  answered: (id: CallId, answer: Answer) => void,
): void {
  let place = 0
  readAnswers(answers, views, (answer) => answered(ids[place++]!, answer))
}

/** The records of a batch, for whoever follows them; null if it has none. */
export const heldOf = ({ first, count, lines, views }: Done): HeldBatch | null =>
  count === 0 ? null : new HeldBatch(first, count, { lines, views })
