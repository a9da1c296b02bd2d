import { linesOf } from '../ledger/index.ts'
import type { AccountId, Amount, AssetCode, OrderId } from '../units/index.ts'
import type { HeldWithdrawal } from './books-event.ts'
import { heldBy, promisedFrom } from './order.ts'
import { balanceView } from './read.ts'
import type { State } from './state.ts'
import type { BalanceView } from './view.ts'

/** The books beside the ledger, as plain data. `stopped`: why withdrawals are refused; null when they are not. */
export type BooksView = {
  caps: { asset: AssetCode; sum: Amount }[]
  withdrawals: HeldWithdrawal[]
  stopped: string | null
}

export const booksOf = ({ books }: State): BooksView => ({
  caps: [...books.caps].map(([asset, sum]) => ({ asset, sum })),
  withdrawals: [...books.withdrawals.values()],
  stopped: books.stopped,
})

/** A line of the ledger, and what open orders and withdrawals promise of it: as much as it holds. */
export type PromisedLine = BalanceView & { promised: bigint }
export type BalancesPage = {
  lines: PromisedLine[]
  /** Where the next page begins; null when there is none. */
  next: number | null
}

/**
 * Lines that hold something, in the order in which accounts were opened, from the account of that number on. An account
 * is on one page, and a page ends when it has cost about `limit` lines and orders: no reader keeps the engine for long,
 * also not on the last page of a large ledger, which begins where it begins.
 */
export function balancesPage(state: State, { from, limit }: { from: number; limit: number }): BalancesPage {
  const lines: PromisedLine[] = []
  const promised = new Map<AccountId, Map<AssetCode, bigint>>()
  const add = (account: AccountId, asset: AssetCode, sum: bigint) => {
    const sums = promised.get(account)
    sums?.set(asset, (sums.get(asset) ?? 0n) + sum)
  }
  const addOrder = (id: OrderId): void => {
    const order = state.orders.get(id)
    if (order) add(order.account, promisedFrom(order.seat, order.side).asset, heldBy(order))
  }
  const { opened } = state.ledger
  let place = from
  for (let cost = 0; place < opened.length && cost < limit; place++) {
    const account = opened[place]!
    const own = linesOf(account)
    promised.set(account.id, new Map())
    for (const balance of own) lines.push({ ...balanceView(balance), promised: 0n })
    for (const { orders } of state.traders.get(account.id)?.seats ?? []) {
      orders.forEach(addOrder)
      cost += orders.length
    }
    cost += 1 + own.length
  }
  // The youngest are in nobody's list yet, and there are few of them.
  for (let id = state.indexedTo + 1; id <= state.lastOrderId; id++) addOrder(id as OrderId)
  for (const { account, asset, sum } of state.books.withdrawals.values()) add(account, asset, sum)
  for (const line of lines) line.promised = promised.get(line.account)?.get(line.asset) ?? 0n
  const holding = lines.filter(
    ({ posted, held, promised: sum }) => posted !== 0n || held !== 0n || sum !== 0n,
  )
  return { lines: holding, next: place < opened.length ? place : null }
}
