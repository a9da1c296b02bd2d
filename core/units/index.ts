// Units: the small words every other room is built from. Nothing here knows about markets, time or I/O.
export { assert } from './assert.ts'
export type { AccountId, AssetCode, Brand, MarketCode, OrderId, Sequence, TimeMs, TradeId } from './brand.ts'
export { plus, times } from './count.ts'
export type { Count } from './count.ts'
export { Fault } from './fault.ts'
export { amountFromDecimal, amountOf, countOf, decimalFromAmount, decimalFromCount } from './decimal.ts'
export { amount, amountMax, feeOn, lots, ppm, scale, ticks, unit } from './money.ts'
export type { Amount, Lots, Ppm, Ticks } from './money.ts'
