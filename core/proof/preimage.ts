import { joined } from './bytes.ts'
import type { SumNode } from './sum-tree.ts'
import { bytesOfSum } from './sum.ts'

/** Of everything below: another layout gets another version, and another tag with it. */
export const treeVersion = 1
export const saltBytes = 32

const encoder = new TextEncoder()
const tagOf = (kind: string): Uint8Array => encoder.encode(`opex-pol/${treeVersion} ${kind} `)
/** Sixteen bytes before every preimage tell what it is, so that no leaf can pass for a node or the other way round. */
const tags = {
  user: tagOf('user'),
  leaf: tagOf('leaf'),
  fill: tagOf('fill'),
  node: tagOf('node'),
  root: tagOf('root'),
}
const tagged = (kind: keyof typeof tags, ...parts: Uint8Array[]): Uint8Array => joined([tags[kind], ...parts])

/** Commits to a user. The salt is random and his alone, so nobody can try out ids; the id makes the leaf his alone. */
export const userPreimage = (salt: Uint8Array, uid: string): Uint8Array =>
  tagged('user', salt, encoder.encode(uid))

/** `user` is the hash of `userPreimage`; with it the leaf commits to user, salt and sum. */
export const leafPreimage = (user: Uint8Array, sum: bigint): Uint8Array =>
  tagged('leaf', user, bytesOfSum(sum))

/** A leaf of nobody: it fills the tree up to a power of two, owes nothing and tells nothing. */
export const fillPreimage = (salt: Uint8Array): Uint8Array => tagged('fill', salt)

/** Both sums are hashed, not only their total: a total alone could be split anew, one part of it below zero. */
export const nodePreimage = (left: SumNode, right: SumNode): Uint8Array =>
  tagged('node', bytesOfSum(left.sum), left.hash, bytesOfSum(right.sum), right.hash)

/** What is published beside the root's hash, and bound by it. */
export type RootFacts = {
  asset: string
  sequence: number
  /** ISO 8601 in UTC, to the second: the journal's time at the sequence. */
  time: string
  leaves: number
}

/** None of the facts holds a space, so the line reads one way only. */
export const rootPreimage = (top: SumNode, { asset, sequence, time, leaves }: RootFacts): Uint8Array =>
  tagged(
    'root',
    bytesOfSum(top.sum),
    top.hash,
    encoder.encode(`${treeVersion} ${asset} ${sequence} ${time} ${leaves}`),
  )
