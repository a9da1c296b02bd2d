import { linesOf } from '../ledger/index.ts'
import type { Amount, AssetCode } from '../units/index.ts'
import type { HeldWithdrawal } from './books-event.ts'
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

/** Every line of the ledger that holds something, in the order in which accounts were opened. */
export function allBalances(state: State): BalanceView[] {
  const views: BalanceView[] = []
  for (const account of state.ledger.accounts.values()) {
    for (const line of linesOf(account)) {
      const view = balanceView(line)
      if (view.posted !== 0n || view.held !== 0n) views.push(view)
    }
  }
  return views
}
