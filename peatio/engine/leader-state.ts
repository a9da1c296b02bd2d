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
import { AnswerBook, type FirstAnswer } from './answer-book.ts'
import type { JournalRecord } from './port.ts'

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

/**
 * The one way in which a record changes anything, in live work and in recovery alike. Throws on broken
 * invariants.
 */
export function applyRecord(
  state: LeaderState,
  record: JournalRecord,
): { touched: Touched; answer: FirstAnswer } {
  const { sequence, at, events } = record
  evolveAll(state.exchange, events, at)
  const touched = touchedBy(state.exchange, events)
  state.sequence = sequence
  state.at = at

  for (const { account } of touched.balances) state.accountSequences.set(account, sequence)
  for (const { uuid, order, account, status } of touched.orders) {
    state.accountSequences.set(account, sequence)
    if (isClosed(status)) state.orderIds.delete(uuid)
    else state.orderIds.set(uuid, order)
  }
  const answer = { sequence, at, rejection: record.rejection, orders: namedOrders(record, touched) }
  state.answers.remember(record.kind, record.key, answer)
  return { touched, answer }
}

const isClosed = (status: OrderStatus): boolean =>
  status === 'filled' || status === 'canceled' || status === 'expired'

/** The orders that the command was about, not the makers it met. */
function namedOrders({ kind, events }: JournalRecord, { orders }: Touched): Touched['orders'] {
  if (kind === 'cancel_order' || kind === 'cancel_orders') return orders
  const named = new Set<OrderId>()
  for (const event of events) {
    if (event.kind === 'order_accepted') named.add(event.order)
    // Of an amendment the first event is the order's own.
    if (kind === 'amend_order' && event === events[0] && 'order' in event) named.add(event.order)
  }
  return named.size === 0 ? [] : orders.filter(({ order }) => named.has(order))
}
