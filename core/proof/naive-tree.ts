import { createHash } from 'node:crypto'

/**
 * The tree's naive twin, for tests: it spells every preimage out as text and hex, splits the leaves in halves and
 * adds what they are owed once more at every node. It shares no line with the tree.
 */
export type NaiveLeaf = { uid: string | null; salt: string; sum: bigint }
type NaiveNode = { sum: bigint; hash: string }

const sha256 = (tag: string, hex: string) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from(`opex-pol/1 ${tag} `), Buffer.from(hex, 'hex')]))
    .digest('hex')
const sumHex = (sum: bigint) => sum.toString(16).padStart(32, '0')

export function naiveLeaf({ uid, salt, sum }: NaiveLeaf): NaiveNode {
  if (uid === null) return { sum: 0n, hash: sha256('fill', salt) }
  const user = sha256('user', salt + Buffer.from(uid).toString('hex'))
  return { sum, hash: sha256('leaf', user + sumHex(sum)) }
}

/** What a row of leaves adds up to, in the order given. */
export function naiveTop(row: readonly NaiveNode[]): NaiveNode {
  if (row.length === 1) return row[0]!
  const [left, right] = [naiveTop(row.slice(0, row.length / 2)), naiveTop(row.slice(row.length / 2))]
  const sum = row.reduce((total, leaf) => total + leaf.sum, 0n)
  return { sum, hash: sha256('node', sumHex(left.sum) + left.hash + sumHex(right.sum) + right.hash) }
}

export const naiveRoot = ({ sum, hash }: NaiveNode, facts: string): string =>
  sha256('root', sumHex(sum) + hash + Buffer.from(facts).toString('hex'))
