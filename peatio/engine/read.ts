import {
  allOpenOrders,
  balancesOf,
  balancesPage,
  booksOf,
  definitionsOf,
  depthOf,
  groupOf,
  openOrder,
  openOrdersOf,
  restingOrders,
  trialBalance,
  viewOf,
} from '../../core/exchange/index.ts'
import type { OrderId } from '../../core/units/index.ts'
import type { LeaderState } from './leader-state.ts'
import type { Query, QueryResult } from './port.ts'
import { hashOf } from './hash-state.ts'

type QueryOf = { [Kind in Query['kind']]: Extract<Query, { kind: Kind }> }
type Readers = { [Kind in Query['kind']]: (state: LeaderState, query: QueryOf[Kind]) => QueryResult[Kind] }

const readers: Readers = {
  balances: ({ exchange }, { account }) => balancesOf(exchange, account),
  open_orders: ({ exchange }, { account, market }) => openOrdersOf(exchange, account, market),
  all_open_orders: ({ exchange }) => allOpenOrders(exchange),
  open_order(state, { account, order: name }) {
    const id = orderIdOf(state, name)
    const order = id === undefined ? undefined : openOrder(state.exchange, account, id)
    return order ? viewOf(order) : null
  },
  depth: ({ exchange }, { market, limit }) => depthOf(exchange, market, limit),
  resting_orders: ({ exchange }, { market, bidsLimit, asksLimit }) =>
    restingOrders(exchange, market, { bids: bidsLimit, asks: asksLimit }),
  account_sequence: ({ accountSequences }, { account }) => accountSequences.get(account) ?? 0,
  definitions: ({ exchange }) => definitionsOf(exchange),
  group_of: ({ exchange }, { account }) => groupOf(exchange, account),
  groups_of: ({ exchange }, { accounts }) => accounts.map((account) => groupOf(exchange, account)),
  trial_balance: ({ exchange }) => trialBalance(exchange),
  balances_page: ({ exchange }, page) => balancesPage(exchange, page),
  books: ({ exchange }) => booksOf(exchange),
  state_hash: ({ exchange }) => hashOf(exchange),
}

/** Answers a query from the present state, which between batches is the durable one. */
export function read<Kind extends Query['kind']>(
  state: LeaderState,
  query: Extract<Query, { kind: Kind }>,
): QueryResult[Kind] {
  const kind: Kind = query.kind
  return readers[kind](state, query as QueryOf[Kind])
}

/** An open order's id, if it was named by uuid; its id as it is, if not. */
export const orderIdOf = (state: LeaderState, name: OrderId | { uuid: string }): OrderId | undefined =>
  typeof name === 'number' ? name : state.orderNames.find(name.uuid)
