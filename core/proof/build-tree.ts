import { assert } from '../units/index.ts'
import { compareBytes } from './bytes.ts'
import { fillPreimage, leafPreimage, nodePreimage, saltBytes, userPreimage } from './preimage.ts'
import { nodeBytes, SumTree, type SumNode } from './sum-tree.ts'
import { isSum, sumBytes } from './sum.ts'

/** What one user is owed, in 10⁻¹⁸ units. */
export type Owed = { uid: string; sum: bigint }
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const reportEvery = 1 << 15

/** Leaves of the tree for so many users: the next power of two, one at least. */
export const leavesFor = (users: number): number => 2 ** Math.ceil(Math.log2(Math.max(users, 1)))

/**
 * The tree of all users, each once, with leaves of nobody up to a power of two. `salts` are random, `saltBytes` for
 * every leaf: the users' in their order, then the fillers'. Leaves stand in the order of their hashes, which the
 * salts decide: a place tells nothing about its user, and an auditor sees that no leaf is there twice.
 * `positions` gives the leaf of every user, then of every filler.
 */
export function buildTree(
  owed: readonly Owed[],
  {
    salts,
    sha256,
    onHashed,
  }: { salts: Uint8Array; sha256: Sha256; onHashed?: (done: number, of: number) => void },
): { tree: SumTree; positions: Uint32Array } {
  const tree = new SumTree(leavesFor(owed.length))
  const { leaves } = tree
  assert(salts.length === leaves * saltBytes, 'every leaf has its salt')
  const report = (done: number) => {
    if (done % reportEvery === 0 || done === 2 * leaves) onHashed?.(done, 2 * leaves)
  }

  for (let index = 0; index < leaves; index++) {
    const salt = salts.subarray(index * saltBytes, (index + 1) * saltBytes)
    tree.setNode(leaves + index, leafOf(owed[index], salt, sha256))
    report(index + 1)
  }
  const positions = putInOrder(tree)
  for (let index = leaves - 1; index >= 1; index--) {
    tree.setNode(index, parentOf(tree.node(2 * index), tree.node(2 * index + 1), sha256))
    report(2 * leaves - index)
  }
  report(2 * leaves)
  return { tree, positions }
}

function leafOf(owed: Owed | undefined, salt: Uint8Array, sha256: Sha256): SumNode {
  if (owed === undefined) return { sum: 0n, hash: sha256(fillPreimage(salt)) }
  const { uid, sum } = owed
  assert(isSum(sum), 'what a user is owed is in range')
  return { sum, hash: sha256(leafPreimage(sha256(userPreimage(salt, uid)), sum)) }
}

function parentOf(left: SumNode, right: SumNode, sha256: Sha256): SumNode {
  const sum = left.sum + right.sum
  assert(isSum(sum), 'what all users are owed is in range')
  return { sum, hash: sha256(nodePreimage(left, right)) }
}

/** Leaves by their hashes; equal ones would be one leaf that stands for two users. Gives where each leaf went. */
function putInOrder(tree: SumTree): Uint32Array {
  const { leaves } = tree
  const made = tree.bytes.slice(leaves * nodeBytes)
  const hashOf = (index: number) => made.subarray(index * nodeBytes + sumBytes, (index + 1) * nodeBytes)
  // The first six bytes of a hash, as a number, tell nearly all leaves apart.
  const view = new DataView(made.buffer)
  const heads = Float64Array.from({ length: leaves }, (_, index) => {
    const at = index * nodeBytes + sumBytes
    return view.getUint32(at) * 2 ** 16 + view.getUint16(at + 4)
  })
  const order = Uint32Array.from({ length: leaves }, (_, index) => index).sort(
    (a, b) => heads[a]! - heads[b]! || compareBytes(hashOf(a), hashOf(b)),
  )
  const positions = new Uint32Array(leaves)
  for (let position = 0; position < leaves; position++) {
    const index = order[position]!
    const isNew = position === 0 || compareBytes(hashOf(order[position - 1]!), hashOf(index)) < 0
    assert(isNew, 'no leaf is there twice')
    positions[index] = position
    tree.bytes.set(made.subarray(index * nodeBytes, (index + 1) * nodeBytes), (leaves + position) * nodeBytes)
  }
  return positions
}
