import type { PublishedProof } from '../../contract/index.ts'
import { saltBytes, type Owed, type SumTree } from '../../core/proof/index.ts'
import { Fault } from '../../core/units/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { headBytes, lineBytes, rootName, treeFormat, treeName, uidBytes } from './tree-layout.ts'

export type BuiltProof = {
  root: PublishedProof
  tree: SumTree
  owed: readonly Owed[]
  salts: Uint8Array
  positions: Uint32Array
}

/** Writes the private tree first: a root file that is there can be proven from. Durable when it returns. */
export function writeProof(storage: Storage, built: BuiltProof): void {
  const { currency, sequence } = built.root
  storage.replace(treeName(sequence, currency), [headOf(built.root), built.tree.bytes, linesOf(built)])
  storage.replace(rootName(sequence, currency), [Buffer.from(`${JSON.stringify(built.root, null, 2)}\n`)])
}

function headOf(root: PublishedProof): Uint8Array {
  const head = Buffer.alloc(headBytes, ' ')
  head.write(JSON.stringify({ format: treeFormat, ...root }))
  head[headBytes - 1] = 0x0a
  return head
}

function linesOf({ tree, owed, salts, positions }: BuiltProof): Uint8Array {
  const lines = Buffer.alloc(tree.leaves * lineBytes)
  const uidOf = (index: number) => owed[index]?.uid ?? ''
  const order = Array.from(positions.keys()).sort((a, b) => compareTexts(uidOf(a), uidOf(b)))
  for (const [line, index] of order.entries()) {
    const uid = Buffer.from(uidOf(index))
    if (uid.length > uidBytes) throw new Fault('proof_uid_too_long', { detail: uidOf(index) })
    uid.copy(lines, line * lineBytes)
    lines.set(salts.subarray(index * saltBytes, (index + 1) * saltBytes), line * lineBytes + uidBytes)
    lines.writeUInt32BE(positions[index]!, line * lineBytes + uidBytes + saltBytes)
  }
  return lines
}

/** As their bytes compare: ids are ASCII. */
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
