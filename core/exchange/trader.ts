import type { AccountId } from '../units/index.ts'
import type { Seat } from './seat.ts'

/** An account as the exchange sees it: its fee group, and its seats at the markets where it ever placed an order. */
export type Trader = { readonly account: AccountId; group: string; readonly seats: Seat[] }

/** The group whose fees an account without a group of its own pays. */
export const anyGroup = 'any'

export const createTrader = (account: AccountId): Trader => ({ account, group: anyGroup, seats: [] })
