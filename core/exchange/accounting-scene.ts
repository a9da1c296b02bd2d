import type { AccountId } from '../units/index.ts'
import { ada, approvedBy, bob, usdt } from './books-scene.ts'
import type { Command } from './index.ts'

// For tests: every accounting command in the fewest words. What tests leave open is valid.

export const deposit = (account: AccountId, sum: bigint, asset = usdt) =>
  ({ kind: 'credit_deposit', account, asset, sum, reference: 'T' }) as Command
export const adjust = (sum: bigint, more: object = {}) =>
  ({ kind: 'adjust_balance', account: ada, asset: usdt, sum, reason: 'r', approvedBy, ...more }) as Command
export const cap = (sum: bigint, more: object = {}) =>
  ({ kind: 'set_adjustment_cap', asset: usdt, sum, approvedBy, ...more }) as Command
export const fund = (sum: bigint, more: object = {}) =>
  ({
    kind: 'fund_house',
    source: 'custody',
    asset: usdt,
    sum,
    category: 'misc',
    reason: 'r',
    reference: 'F',
    approvedBy,
    ...more,
  }) as Command
export const spend = (sum: bigint, more: object = {}) =>
  ({
    kind: 'record_expense',
    asset: usdt,
    sum,
    category: 'misc',
    reason: 'r',
    reference: 'E',
    approvedBy,
    ...more,
  }) as Command
export const resolve = (to: AccountId, sum: bigint, more: object = {}) =>
  ({
    kind: 'resolve_suspense',
    to,
    asset: usdt,
    sum,
    reason: 'r',
    reference: 'S',
    approvedBy,
    ...more,
  }) as Command
export const give = (sum: bigint, more: object = {}) =>
  ({
    kind: 'transfer_funds',
    from: ada,
    to: bob,
    asset: usdt,
    sum,
    category: 'wire',
    reference: 'G',
    ...more,
  }) as Command
export const hold = (sum: bigint, fee: bigint, more: object = {}) =>
  ({ kind: 'hold_withdrawal', withdrawal: 'W', account: ada, asset: usdt, sum, fee, ...more }) as Command
