import {
  allOpenOrders,
  createState,
  evolveAll,
  touchedBy,
  type OrderStatus,
  type State,
  type Touched,
} from '../../core/exchange/index.ts'
import type { AccountId, OrderId, Sequence, TimeMs } from '../../core/units/index.ts'
import { AnswerBook } from './answer-book.ts'
import type { JournalRecord } from './port.ts'
import { encodeViews } from './view-codec.ts'

/** Everything that the journal's records add up to: the exchange, and what the engine keeps beside it. */
export type LeaderState = {
  exchange: State
  /** Of the last record. */
  sequence: Sequence | 0
  at: TimeMs
  answers: AnswerBook
  /** Open orders by their public name. */
  orderIds: Map<string, OrderId>
  /** The last record that touched an account. */
  accountSequences: Map<AccountId, Sequence>
}

export function createLeaderState(orderKeysMax: number, exchange: State = createState()): LeaderState {
  return {
    exchange,
    sequence: 0,
    at: 0 as TimeMs,
    answers: new AnswerBook(orderKeysMax),
    orderIds: new Map(allOpenOrders(exchange).map(({ uuid, order }) => [uuid, order])),
    accountSequences: new Map(),
  }
}

/** What a record came to: what it touched as it is now, as text too, and how many of those orders it is about. */
export type Applied = { touched: Touched; views: string; named: number }

/**
 * The one way in which a record changes anything, in live work and in recovery alike. Throws on broken
 * invariants.
 */
export function applyRecord(state: LeaderState, record: JournalRecord): Applied {
  const { sequence, at, events } = record
  evolveAll(state.exchange, events, at)
  const touched = touchedBy(state.exchange, events)
  state.sequence = sequence
  state.at = at

  // Orders and balances of one account follow each other.
  let last: AccountId | null = null
  for (const { account } of touched.balances) {
    if (account !== last) state.accountSequences.set(account, sequence)
    last = account
  }
  for (const { uuid, order, account, status } of touched.orders) {
    if (account !== last) state.accountSequences.set(account, sequence)
    last = account
    if (isClosed(status)) state.orderIds.delete(uuid)
    else state.orderIds.set(uuid, order)
  }
  const named = nameFirst(record, touched)
  const views = events.length === 0 ? untouched : encodeViews(touched)
  const { rejection } = record
  state.answers.remember(record.kind, record.key, { sequence, at, rejection, views, named })
  return { touched, views, named }
}

const untouched = encodeViews({ orders: [], balances: [], levels: [] })

const isClosed = (status: OrderStatus): boolean =>
  status === 'filled' || status === 'canceled' || status === 'expired'

/** Puts the orders that the command was about before the makers it met; tells how many they are. */
function nameFirst({ kind, events }: JournalRecord, touched: Touched): number {
  const { orders } = touched
  if (kind === 'cancel_order' || kind === 'cancel_orders') return orders.length
  const named = new Set<OrderId>()
  for (const event of events) {
    if (event.kind === 'order_accepted') named.add(event.order)
    // Of an amendment the first event is the order's own.
    if (kind === 'amend_order' && event === events[0] && 'order' in event) named.add(event.order)
  }
  if (orders.some(({ order }, index) => named.has(order) !== index < named.size)) {
    const [first, rest] = [true, false].map((is) => orders.filter(({ order }) => named.has(order) === is))
    touched.orders = [...first!, ...rest!]
  }
  return named.size
}
