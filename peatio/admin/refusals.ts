import { rejections, type WireRejection } from '../../contract/index.ts'
import type { RejectReason } from '../../core/exchange/index.ts'
import { refuse, type Refusal } from '../../platform/http/index.ts'

const wire: Record<RejectReason, WireRejection> = rejections
type Words = Partial<Record<RejectReason, string>>

/** The engine's no to an operator; `words` for reasons that mean something else at his door. */
const refusal = (reason: RejectReason, words: Words): Refusal =>
  refuse(words[reason] ? 422 : wire[reason].status, words[reason] ?? wire[reason].key)

const ofMarkets: Words = {
  unknown_market: 'admin.market.doesnt_exist',
  unknown_asset: 'admin.market.currency_doesnt_exist',
  invalid_definition: 'admin.market.invalid_definition',
}
const ofFees: Words = {
  unknown_market: 'admin.trading_fee.market_doesnt_exist',
  invalid_definition: 'admin.trading_fee.invalid_rates',
}
const ofOrders: Words = {
  unknown_order: 'admin.order.cancel_error',
  order_closed: 'admin.order.cancel_error',
}
const ofMembers: Words = { invalid_definition: 'admin.member.invalid_group' }

export const marketRefusal = (reason: RejectReason): Refusal => refusal(reason, ofMarkets)
export const feeRefusal = (reason: RejectReason): Refusal => refusal(reason, ofFees)
export const orderRefusal = (reason: RejectReason): Refusal => refusal(reason, ofOrders)
export const memberRefusal = (reason: RejectReason): Refusal => refusal(reason, ofMembers)
