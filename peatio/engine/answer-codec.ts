import type { RejectReason } from '../../core/exchange/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import type { FirstAnswer } from './answer-book.ts'
import { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { Answer, JournalRecord } from './port.ts'
import { ordersOf, readOrders, writeView } from './view-codec.ts'

// What a batch's commands came to, as bytes from the moment at which they are decided: objects that wait for a disk
// live just long enough to be a collector's dearest.

const [isNew, isRepeated] = [0, 1]

/** What a record came to: the orders that its command was about are `named` of those that its views begin with. */
export function writeAnswer(
  writer: ByteWriter,
  { sequence, at, rejection }: Pick<JournalRecord, 'sequence' | 'at' | 'rejection'>,
  viewsAt: number,
  named: number,
): void {
  writer.byte(isNew)
  writeHead(writer, sequence, at, rejection)
  writer.count(named)
  writer.number(viewsAt)
}

/** The first answer to a key that came again. */
export function writeRepeated(writer: ByteWriter, { sequence, at, rejection, orders }: FirstAnswer): void {
  writer.byte(isRepeated)
  writeHead(writer, sequence, at, rejection)
  writer.count(orders.length)
  for (const order of orders) writeView(writer, order)
}

function writeHead(writer: ByteWriter, sequence: Sequence, at: TimeMs, rejection: RejectReason | null): void {
  writer.number(sequence)
  writer.number(at)
  writer.text(rejection ?? '')
}

/** A batch's answers in the order of its commands; `views` are the batch's. */
export function readAnswers(answers: Uint8Array, views: Uint8Array, tell: (answer: Answer) => void): void {
  const reader = new ByteReader(answers)
  while (!reader.done) {
    const repeated = reader.byte() === isRepeated
    const sequence = reader.number() as Sequence
    const at = reader.number() as TimeMs
    const rejection = (reader.name() || null) as RejectReason | null
    const named = reader.count()
    const orders = repeated ? readOrders(reader, named) : ordersOf({ viewsAt: reader.number(), named }, views)
    tell({ sequence, at, rejection, orders, repeated })
  }
}
