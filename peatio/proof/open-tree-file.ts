import type { InclusionProof, PublishedProof } from '../../contract/index.ts'
import {
  hexOf,
  nodeBytes,
  pathOf,
  readRoot,
  readSum,
  saltBytes,
  SumTree,
  type SumNode,
} from '../../core/proof/index.ts'
import { decimalFromAmount, Fault } from '../../core/units/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { fileBytes, headBytes, lineBytes, linesAt, nodesAt, treeFormat, uidBytes } from './tree-layout.ts'

/** A leaf as the private file has it; `uid` is empty for a leaf of nobody. */
export type TreeLine = { uid: string; salt: Buffer; position: number }

/** A proof's private tree, read piece by piece. */
export type TreeFile = {
  root: PublishedProof
  /** One user's proof of inclusion; `undefined` for who is not in the tree. */
  inclusionOf(uid: string): InclusionProof | undefined
  /** Everything, for an audit. */
  lines(): TreeLine[]
  tree(): SumTree
}

type Reading = Pick<Storage, 'read' | 'size'>

/** Opens a private tree. Fault `proof_corrupt` if the file is not whole. */
export function openTreeFile(storage: Reading, name: string): TreeFile {
  const corrupt = (detail: string) => new Fault('proof_corrupt', { detail: `${name}: ${detail}` })
  const root = headFrom(storage.read(name, 0, headBytes).toString())
  if (!root) throw corrupt('its head cannot be read')
  const { leaves } = root
  if (storage.size(name) !== fileBytes(leaves)) throw corrupt(`it should have ${fileBytes(leaves)} bytes`)
  const node = (index: number): SumNode =>
    nodeFrom(storage.read(name, nodesAt + index * nodeBytes, nodeBytes))
  const line = (index: number) =>
    lineFrom(storage.read(name, linesAt(leaves) + index * lineBytes, lineBytes), 0)

  return {
    root,
    inclusionOf(uid) {
      const found = uid === '' ? undefined : search(leaves, line, uid)
      if (!found) return undefined
      const { salt, position } = found
      const path = pathOf({ leaves, node }, position)
      return {
        proof: root,
        uid,
        salt: hexOf(salt),
        balance: decimalFromAmount(node(leaves + position).sum),
        path: path.map(({ sibling, sum, hash }) => ({
          sibling,
          sum: decimalFromAmount(sum),
          hash: hexOf(hash),
        })),
      }
    },
    lines() {
      const bytes = storage.read(name, linesAt(leaves), leaves * lineBytes)
      return Array.from({ length: leaves }, (_, index) => lineFrom(bytes, index * lineBytes))
    },
    tree: () => new SumTree(leaves, storage.read(name, nodesAt, 2 * leaves * nodeBytes)),
  }
}

function headFrom(text: string): PublishedProof | undefined {
  try {
    const { format, ...root } = JSON.parse(text) as PublishedProof & { format: number }
    return format === treeFormat && readRoot(root) ? root : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const nodeFrom = (bytes: Uint8Array): SumNode => ({
  sum: readSum(bytes, 0),
  hash: bytes.subarray(nodeBytes - 32),
})

function lineFrom(bytes: Buffer, at: number): TreeLine {
  const uid = bytes.toString('utf8', at, at + uidBytes).replace(/\0+$/, '')
  const salt = bytes.subarray(at + uidBytes, at + uidBytes + saltBytes)
  return { uid, salt, position: bytes.readUInt32BE(at + uidBytes + saltBytes) }
}

/** Lines are ordered by user, so halving finds one in a few reads. */
function search(leaves: number, line: (index: number) => TreeLine, uid: string): TreeLine | undefined {
  let [low, high] = [0, leaves]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (line(middle).uid < uid) low = middle + 1
    else high = middle
  }
  const found = low < leaves ? line(low) : undefined
  return found?.uid === uid ? found : undefined
}
