import { assert } from '../units/index.ts'
import { readSum, sumBytes, writeSum } from './sum.ts'

/** A node of the tree: what all leaves below it add up to, and the hash that binds it. */
export type SumNode = { sum: bigint; hash: Uint8Array }

export const hashBytes = 32
/** A node as bytes: its sum, then its hash. */
export const nodeBytes = sumBytes + hashBytes

/**
 * All nodes of a full binary tree in one row of bytes: node 1 is the top, the children of node i are 2i and 2i + 1,
 * leaf p is node `leaves + p`. Place 0 stays empty. The row is also how the tree lies in a file.
 */
export class SumTree {
  /** A power of two. */
  readonly leaves: number
  readonly bytes: Uint8Array

  constructor(leaves: number, bytes: Uint8Array = new Uint8Array(2 * leaves * nodeBytes)) {
    assert(Number.isInteger(Math.log2(leaves)), 'a tree has a power of two of leaves')
    assert(bytes.length === 2 * leaves * nodeBytes, 'every node has its place')
    this.leaves = leaves
    this.bytes = bytes
  }

  node(index: number): SumNode {
    const at = index * nodeBytes
    return { sum: readSum(this.bytes, at), hash: this.bytes.slice(at + sumBytes, at + nodeBytes) }
  }

  setNode(index: number, { sum, hash }: SumNode): void {
    const at = index * nodeBytes
    writeSum(this.bytes, at, sum)
    this.bytes.set(hash, at + sumBytes)
  }

  get top(): SumNode {
    return this.node(1)
  }
}
