import { balanceOf, house, type Balance, type Ledger } from '../ledger/index.ts'
import { createBook, type Book } from '../matching/index.ts'
import type { AccountId, Ppm, Ticks } from '../units/index.ts'
import type { DefineMarket, MarketStatus } from './command.ts'
import type { Order } from './order.ts'
import type { Seat } from './seat.ts'
import { termsOf, type Terms } from './terms.ts'

export type Market = {
  definition: DefineMarket
  status: MarketStatus
  readonly terms: Terms
  readonly book: Book<Order>
  readonly feeIncomeBase: Balance
  readonly feeIncomeQuote: Balance
  /** Rates by user group, found once per group; emptied when a fee table changes. */
  readonly rates: Map<string, Rates>
  readonly seats: Map<AccountId, Seat>
  lastPrice: Ticks | null
}

export type Rates = { readonly maker: Ppm; readonly taker: Ppm }

export const createMarket = (ledger: Ledger, definition: DefineMarket): Market => ({
  definition,
  status: definition.status,
  terms: termsOf(definition),
  book: createBook(),
  feeIncomeBase: balanceOf(ledger, house.feeIncome, definition.base),
  feeIncomeQuote: balanceOf(ledger, house.feeIncome, definition.quote),
  rates: new Map(),
  seats: new Map(),
  lastPrice: null,
})
