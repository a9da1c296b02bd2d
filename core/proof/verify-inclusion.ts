import { sameBytes } from './bytes.ts'
import type { Hashing } from './hashing.ts'
import { leafPreimage, nodePreimage, rootPreimage, userPreimage } from './preimage.ts'
import type { Inclusion, Root } from './read-proof.ts'
import type { SumNode } from './sum-tree.ts'
import { isSum } from './sum.ts'

/** Why a proof does not hold. */
export type ProofFailure =
  /** More or fewer levels than the published number of leaves has: what stands there as a leaf may be a node. */
  | 'levels_differ'
  /** A sum below zero or beyond 2¹²⁷. */
  | 'sum_out_of_range'
  /** The way up adds up to another sum than the published one. */
  | 'sum_differs'
  /** The way up ends at another hash than the published one. */
  | 'root_differs'

/** One step of the way up: the user's leaf, each node above it, the published root. */
export type ProofStep = SumNode & { kind: 'leaf' | 'node' | 'root' }

export type Verdict =
  { verified: true; steps: ProofStep[] } | { verified: false; failure: ProofFailure; steps: ProofStep[] }

/**
 * Walks from the user's leaf to the root and checks every sum on the way. Verified means: the published root commits
 * to this user's balance as a part of the published sum.
 */
export function* verifyInclusion({ proof, uid, salt, balance, path }: Inclusion): Hashing<Verdict> {
  const steps: ProofStep[] = []
  const failed = (failure: ProofFailure): Verdict => ({ verified: false, failure, steps })
  if (path.length !== Math.log2(proof.leaves)) return failed('levels_differ')
  if (!isSum(balance)) return failed('sum_out_of_range')

  const user = yield userPreimage(salt, uid)
  let here: SumNode = { sum: balance, hash: yield leafPreimage(user, balance) }
  steps.push({ kind: 'leaf', ...here })
  for (const beside of path) {
    const sum = here.sum + beside.sum
    if (!isSum(beside.sum) || !isSum(sum)) return failed('sum_out_of_range')
    const [left, right] = beside.sibling === 'left' ? [beside, here] : [here, beside]
    here = { sum, hash: yield nodePreimage(left, right) }
    steps.push({ kind: 'node', ...here })
  }
  const root = yield rootPreimage(here, proof)
  steps.push({ kind: 'root', sum: here.sum, hash: root })
  if (here.sum !== proof.sum) return failed('sum_differs')
  return sameBytes(root, proof.root) ? { verified: true, steps } : failed('root_differs')
}

/** Whether two are the same commitment: a proof counts only against the root that everyone was shown. */
export const sameRoot = (a: Root, b: Root): boolean =>
  a.asset === b.asset &&
  a.sequence === b.sequence &&
  a.time === b.time &&
  a.leaves === b.leaves &&
  a.sum === b.sum &&
  sameBytes(a.root, b.root)
