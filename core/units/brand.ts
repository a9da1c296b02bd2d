declare const brand: unique symbol

/** A value that cannot be mistaken for another of the same runtime shape. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** An asset's code, lower case: `btc`. */
export type AssetCode = Brand<string, 'AssetCode'>
/** A market's code, lower case: `btcusdt`. */
export type MarketCode = Brand<string, 'MarketCode'>
/** Who owns a line of the ledger: a user's uid (`ID0123456789`) or a house account (`house:fee_income`). */
export type AccountId = Brand<string, 'AccountId'>
/** A counter of the exchange's state, from 1. */
export type OrderId = Brand<number, 'OrderId'>
/** A counter of the exchange's state, from 1. */
export type TradeId = Brand<number, 'TradeId'>
/** Position of a record in the journal, from 1, without gaps. */
export type Sequence = Brand<number, 'Sequence'>
/** Milliseconds since the epoch, as recorded in the journal. Core never reads a clock. */
export type TimeMs = Brand<number, 'TimeMs'>
