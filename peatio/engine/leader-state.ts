import { createState, evolveAll, TouchedParts, type State } from '../../core/exchange/index.ts'
import type { AccountId, OrderId, Sequence, TimeMs } from '../../core/units/index.ts'
import { AnswerBook } from './answer-book.ts'
import { ByteWriter } from './byte-writer.ts'
import { OrderNames } from './order-names.ts'
import type { JournalRecord } from './port.ts'
import { beginViews, endViews, writeTouched } from './view-codec.ts'

/** Everything that the journal's records add up to: the exchange, and what the engine keeps beside it. */
export type LeaderState = {
  exchange: State
  /** Of the last record. */
  sequence: Sequence | 0
  at: TimeMs
  answers: AnswerBook
  orderNames: OrderNames
  /** The last record that touched an account. */
  accountSequences: Map<AccountId, Sequence>
  /** Where views are written that nobody asked for. */
  readonly scratch: ByteWriter
  /** What the last record touched. */
  readonly touched: TouchedParts
}

export function createLeaderState(orderKeysMax: number, exchange: State = createState()): LeaderState {
  return {
    exchange,
    sequence: 0,
    at: 0 as TimeMs,
    answers: new AnswerBook(orderKeysMax),
    orderNames: new OrderNames(exchange),
    accountSequences: new Map(),
    scratch: new ByteWriter(),
    touched: new TouchedParts(),
  }
}

/** Where what a record touched stands among the views, and how many of its orders the command was about. */
export type Applied = { viewsAt: number; named: number }

/**
 * The one way in which a record changes anything, in live work and in recovery alike. Writes what it touched behind
 * what is in `views` already. Throws on broken invariants.
 */
export function applyRecord(state: LeaderState, record: JournalRecord, views?: ByteWriter): Applied {
  const { sequence, at, key, kind, rejection, events } = record
  const { exchange } = state
  const newest = exchange.lastOrderId
  evolveAll(exchange, events, at)
  const touched = state.touched.read(exchange, events)
  state.sequence = sequence
  state.at = at
  for (let index = 0; index < touched.orders.count; index++) {
    const order = touched.orders.at(index)
    const isOpen = exchange.orders.get(order.id) !== undefined
    if (order.id > newest && isOpen) state.orderNames.add(order.uuid, order.id)
    else if (order.id <= newest && !isOpen) state.orderNames.delete(order.uuid, order.id)
  }
  rememberAccounts(state, touched)
  const named = nameFirst(record, touched)
  if (!views) state.scratch.clear()
  const writer = views ?? state.scratch
  const viewsAt = beginViews(writer, kind)
  const { from, to } = writeTouched(writer, touched, named)
  endViews(writer, viewsAt)
  state.answers.remember(kind, key, { sequence, at, rejection, named, from, to }, writer)
  return { viewsAt, named }
}

function rememberAccounts(
  { accountSequences, sequence }: LeaderState,
  { balances, orders }: TouchedParts,
): void {
  // Orders and balances of one account follow each other.
  let last: AccountId | null = null
  for (let index = 0; index < balances.count + orders.count; index++) {
    const { account } = index < balances.count ? balances.at(index) : orders.at(index - balances.count)
    if (account !== last) accountSequences.set(account, sequence as Sequence)
    last = account
  }
}

/** Puts the orders that the command was about before the makers it met; tells how many they are. */
function nameFirst({ kind, events }: JournalRecord, { orders }: TouchedParts): number {
  if (orders.count === 0) return 0
  if (kind === 'cancel_order' || kind === 'cancel_orders') return orders.count
  // What a placed order touches first is itself.
  if (kind === 'place_order') return 1
  const named = new Set<OrderId>()
  for (const event of events) {
    if (event.kind === 'order_accepted') named.add(event.order)
    // Of an amendment the first event is the order's own.
    if (kind === 'amend_order' && event === events[0] && 'order' in event) named.add(event.order)
  }
  orders.putFirst(({ id }) => named.has(id))
  return named.size
}
