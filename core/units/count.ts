/** A whole number that never rounds: a `number` while that is safe, a `bigint` beyond. */
export type Count = number | bigint

const safe = Number.MAX_SAFE_INTEGER

/** Exact for whole, non-negative factors: a rounded product of numbers is never a safe one. */
export function times(a: Count, b: number): Count {
  if (typeof a === 'number') {
    const product = a * b
    if (product <= safe) return product
  }
  return BigInt(a) * BigInt(b)
}

/** Exact for whole, non-negative terms. */
export function plus(a: Count, b: Count): Count {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= safe) return sum
  }
  return BigInt(a) + BigInt(b)
}
