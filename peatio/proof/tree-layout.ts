import { nodeBytes, saltBytes } from '../../core/proof/index.ts'

/**
 * A tree's private file: a head of JSON (the root it belongs to, and the format), then all nodes as they lie in
 * memory, then a line of fixed length for every leaf, ordered by user, so that one is found without reading the others.
 */
export const treeFormat = 1
export const headBytes = 512
export const uidBytes = 32
/** User (zero-padded; empty for a leaf of nobody), salt, place of the leaf. */
export const lineBytes = uidBytes + saltBytes + 4

export const nodesAt = headBytes
export const linesAt = (leaves: number): number => headBytes + 2 * leaves * nodeBytes
export const fileBytes = (leaves: number): number => linesAt(leaves) + leaves * lineBytes

const pattern = /^(\d{16})-([a-z0-9][a-z0-9._-]{0,31})\.json$/

/** Files of a proof are named for the journal's sequence and the asset: no two proofs of the same ever exist. */
export const rootName = (sequence: number, asset: string): string =>
  `${String(sequence).padStart(16, '0')}-${asset}.json`
export const treeName = (sequence: number, asset: string): string =>
  rootName(sequence, asset).replace(/json$/, 'tree')

export function proofNamed(name: string): { sequence: number; asset: string } | undefined {
  const found = pattern.exec(name)
  return found ? { sequence: Number(found[1]), asset: found[2]! } : undefined
}
