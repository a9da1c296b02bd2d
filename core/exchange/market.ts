import { balanceOf, house, type Balance, type Ledger } from '../ledger/index.ts'
import { createBook, Stops, type Book } from '../matching/index.ts'
import type { AccountId, Ppm, Ticks, TimeMs } from '../units/index.ts'
import type { DefineMarket, MarketStatus } from './command.ts'
import type { Order } from './order.ts'
import type { Seat } from './seat.ts'
import type { Waiting } from './special.ts'
import { termsOf, type Terms } from './terms.ts'

export type Market = {
  /** Whose accounts trade here: tells markets of two states apart. */
  readonly ledger: Ledger
  definition: DefineMarket
  /** What `definition` may leave out. */
  limits: Limits
  status: MarketStatus
  /** Of an auction that opens by itself. */
  endsAt: TimeMs | null
  readonly terms: Terms
  readonly book: Book<Order>
  readonly feeIncomeBase: Balance
  readonly feeIncomeQuote: Balance
  /** Rates by user group, found once per group; emptied when a fee table changes. */
  readonly rates: Map<string, Rates>
  readonly seats: Map<AccountId, Seat>
  lastPrice: Ticks | null
  readonly stops: Stops<Waiting>
  /** Orders that a trade has woken, in the order in which their turns come. */
  readonly woken: Waiting[]
}

/** `quantityMax` is Infinity, the others 0, where the definition sets none. */
export type Limits = {
  readonly quantityMax: number
  readonly notionalMin: bigint
  readonly bandPpm: number
  /** Neither a notional nor a distance from the last price has to be measured. */
  readonly plain: boolean
}

export const limitsOf = ({ quantityMax, notionalMin, bandPpm }: DefineMarket): Limits => ({
  quantityMax: quantityMax || Infinity,
  notionalMin: notionalMin ?? 0n,
  bandPpm: bandPpm ?? 0,
  plain: !notionalMin && !bandPpm,
})

export type Rates = { readonly maker: Ppm; readonly taker: Ppm }

export const createMarket = (ledger: Ledger, definition: DefineMarket): Market => ({
  ledger,
  definition,
  limits: limitsOf(definition),
  status: definition.status,
  endsAt: null,
  terms: termsOf(definition),
  book: createBook(),
  feeIncomeBase: balanceOf(ledger, house.feeIncome, definition.base),
  feeIncomeQuote: balanceOf(ledger, house.feeIncome, definition.quote),
  rates: new Map(),
  seats: new Map(),
  lastPrice: null,
  stops: new Stops(),
  woken: [],
})
