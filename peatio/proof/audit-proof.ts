import { buildTree, hexOf, leavesFor, rootPreimage, sameBytes, type Owed } from '../../core/proof/index.ts'
import { decimalFromAmount, type AssetCode } from '../../core/units/index.ts'
import type { PastState } from '../engine/index.ts'
import { sha256, timeOf } from './build-proofs.ts'
import { liabilitiesOf } from './liabilities-of.ts'
import type { TreeFile, TreeLine } from './open-tree-file.ts'

/** What an audit found: what is wrong, and with whom or with what. */
export type AuditFinding = {
  code:
    | 'time_differs'
    | 'leaves_differ'
    | 'user_missing'
    | 'user_unknown'
    | 'user_twice'
    | 'sum_differs'
    | 'tree_differs'
    | 'root_differs'
  about: string
}

/**
 * Holds a private tree against the journal: every user who is owed anything at the sequence is in it exactly once,
 * with what the books say, nobody else is, and tree and root are what follows from that. No finding means: every proof
 * that is served from this file verifies, and together they leave nobody out.
 */
export function auditProof(
  past: PastState,
  file: TreeFile,
  onHashed?: (done: number, of: number) => void,
): AuditFinding[] {
  const { root } = file
  const owed = liabilitiesOf(past.exchange, root.currency as AssetCode)
  const lines = file.lines()
  const findings = auditUsers(owed, lines)
  if (timeOf(past.at) !== root.time) findings.push({ code: 'time_differs', about: root.time })
  if (leavesFor(owed.length) !== root.leaves)
    findings.push({ code: 'leaves_differ', about: `${root.leaves}` })
  return findings.length > 0 ? findings : auditTree(file, { owed, lines, ...(onHashed && { onHashed }) })
}

function auditUsers(owed: readonly Owed[], lines: readonly TreeLine[]): AuditFinding[] {
  const findings: AuditFinding[] = []
  const users = new Set(owed.map(({ uid }) => uid))
  const seen = new Set<string>()
  for (const { uid } of lines) {
    if (uid === '') continue
    if (seen.has(uid)) findings.push({ code: 'user_twice', about: uid })
    if (!users.has(uid)) findings.push({ code: 'user_unknown', about: uid })
    seen.add(uid)
  }
  for (const uid of users) if (!seen.has(uid)) findings.push({ code: 'user_missing', about: uid })
  return findings
}

type Compared = {
  owed: readonly Owed[]
  lines: readonly TreeLine[]
  onHashed?: (done: number, of: number) => void
}

/** Builds the tree once more from the books and the file's salts, and compares every node. */
function auditTree(file: TreeFile, { owed, lines, onHashed }: Compared): AuditFinding[] {
  const { root } = file
  const byUid = new Map(lines.map((line) => [line.uid, line]))
  // As the tree is told of them: users in the books' order, then the leaves of nobody.
  const ordered = [...owed.map(({ uid }) => byUid.get(uid)!), ...lines.filter(({ uid }) => uid === '')]
  const salts = Buffer.concat(ordered.map(({ salt }) => salt))
  const { tree, positions } = buildTree(owed, { salts, sha256, ...(onHashed && { onHashed }) })
  const found = file.tree()

  const findings: AuditFinding[] = []
  for (const [index, { uid, position }] of ordered.entries()) {
    const sum = owed[index]?.sum ?? 0n
    const isThere = position < root.leaves && found.node(root.leaves + position).sum === sum
    if (!isThere) findings.push({ code: 'sum_differs', about: uid })
    else if (position !== positions[index]) findings.push({ code: 'tree_differs', about: uid })
  }
  if (!sameBytes(tree.bytes, found.bytes)) findings.push({ code: 'tree_differs', about: 'nodes' })
  const { currency: asset, sequence, time, leaves } = root
  const hash = hexOf(sha256(rootPreimage(tree.top, { asset, sequence, time, leaves })))
  if (hash !== root.root) findings.push({ code: 'root_differs', about: hash })
  if (decimalFromAmount(tree.top.sum) !== root.sum) findings.push({ code: 'sum_differs', about: 'root' })
  return findings
}
