/** A whole number that never rounds: a `number` while that is safe, a `bigint` beyond. */
export type Count = number | bigint

const safe = Number.MAX_SAFE_INTEGER

// Both are small, with what hardly ever happens apart: they stand in every step of a trade.

/** Exact for whole, non-negative factors: a rounded product of numbers is never a safe one. */
export const times = (a: Count, b: number): Count =>
  typeof a === 'number' && a * b <= safe ? a * b : timesBeyond(a, b)

/** Exact for whole, non-negative terms. */
export const plus = (a: Count, b: Count): Count =>
  typeof a === 'number' && typeof b === 'number' && a + b <= safe ? a + b : plusBeyond(a, b)

const timesBeyond = (a: Count, b: number): Count => BigInt(a) * BigInt(b)

const plusBeyond = (a: Count, b: Count): Count => BigInt(a) + BigInt(b)
