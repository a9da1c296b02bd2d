/**
 * A computation that asks for hashes: it yields what is to be hashed and is given the hash. So one code is checked on
 * servers, where SHA-256 answers at once, and in browsers, where it answers later.
 */
export type Hashing<Result> = Generator<Uint8Array, Result, Uint8Array>

/** Drives a computation with a hash function that answers at once. */
export function hashWith<Result>(work: Hashing<Result>, sha256: (bytes: Uint8Array) => Uint8Array): Result {
  let step = work.next()
  while (step.done !== true) step = work.next(sha256(step.value))
  return step.value
}
