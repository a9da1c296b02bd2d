import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import {
  hashWith,
  readInclusion,
  readRoot,
  sameRoot,
  verifyInclusion,
  type ProofFailure,
  type Root,
} from '../../core/proof/index.ts'
import { decimalFromAmount, Fault, type Sequence } from '../../core/units/index.ts'
import { stateAt } from '../../peatio/engine/index.ts'
import { auditProof, openTreeFile } from '../../peatio/proof/index.ts'
import { readDirectory } from '../../platform/storage/index.ts'
import { readConfig } from '../config.ts'
import type { Words } from './command-line.ts'
import { onlyOptions } from './only-options.ts'
import { progressText } from './proof-build.ts'
import { warnings } from './warnings.ts'

type Say = (line: string) => void

/** `opex proof verify`: a user's proof against a root, offline; or a whole private tree against the journal. */
export async function verifyProof({ options }: Words, say: Say): Promise<number> {
  onlyOptions(options, ['root', 'proof', 'tree', 'data'])
  const [root, proof, tree] = ['root', 'proof', 'tree'].map((name) => options.get(name))
  if (root === undefined || (proof === undefined) === (tree === undefined)) {
    throw new Fault('usage', {
      detail: 'proof verify takes --root FILE and one of --proof FILE, --tree FILE',
    })
  }
  if (proof !== undefined) return verifyUser({ rootPath: root, proofPath: proof }, say)
  const data = resolve(options.get('data') ?? readConfig(process.env).dataDirectory)
  return auditTree({ rootPath: root, treePath: resolve(tree!), data }, say)
}

const reasons: Record<ProofFailure, string> = {
  levels_differ: 'its way to the root has another length than the tree',
  sum_out_of_range: 'a sum on its way is below zero or too large',
  sum_differs: 'its way adds up to another total than the published one',
  root_differs: 'its way ends at another hash than the published one',
}

function verifyUser({ rootPath, proofPath }: { rootPath: string; proofPath: string }, say: Say): number {
  const inclusion = readInclusion(jsonOf(proofPath))
  if (!inclusion) throw new Fault('proof_unreadable', { detail: `${proofPath} holds no proof of inclusion` })
  const { proof, uid, balance } = inclusion
  const published = rootFrom(rootPath, proof)
  if (!published) {
    say(
      `NOT VERIFIED: ${rootPath} does not hold the root that the proof claims (${proof.asset} at ${proof.sequence})`,
    )
    return 1
  }
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  const verdict = hashWith(verifyInclusion(inclusion), sha256)
  for (const { kind, sum, hash } of verdict.steps) {
    say(`${kind.padEnd(4)} ${Buffer.from(hash).toString('hex')} ${decimalFromAmount(sum)}`)
  }
  if (!verdict.verified) {
    say(`NOT VERIFIED: ${reasons[verdict.failure]}`)
    return 1
  }
  say(
    `verified: ${decimalFromAmount(balance)} ${proof.asset} owed to ${uid} at ${proof.time} is part of the total`,
  )
  return 0
}

type Audit = { rootPath: string; treePath: string; data: string }
const findingsShown = 50

function auditTree({ rootPath, treePath, data }: Audit, say: Say): number {
  const file = openTreeFile(readDirectory(dirname(treePath)), basename(treePath))
  const claimed = readRoot(file.root)
  if (!claimed || !rootFrom(rootPath, claimed)) {
    say(`NOT VERIFIED: ${treePath} belongs to another root than ${rootPath}`)
    return 1
  }
  const { currency: asset, sequence, sum, leaves } = file.root
  const past = stateAt(readDirectory(join(data, 'journal')), sequence as Sequence, {
    log: warnings(say),
    onReplayed: (reached) => say(progressText({ stage: 'replay', sequence: reached })),
  })
  const findings = auditProof(past, file, (done, of) => say(progressText({ stage: 'hash', asset, done, of })))
  for (const { code, about } of findings.slice(0, findingsShown)) say(`${code}: ${about}`)
  if (findings.length > 0) {
    say(`NOT VERIFIED: ${findings.length} differences between the tree and the journal`)
    return 1
  }
  say(`verified: the tree holds every user of ${asset} at ${sequence}, ${sum} in all, ${leaves} leaves`)
  return 0
}

/** The root in a file (a root file, or the list that the API gives) that is the one claimed. */
function rootFrom(path: string, claimed: Root): Root | undefined {
  const raw = jsonOf(path)
  const roots = (Array.isArray(raw) ? (raw as unknown[]) : [raw]).flatMap((each) => readRoot(each) ?? [])
  if (roots.length === 0) throw new Fault('proof_unreadable', { detail: `${path} holds no root` })
  return roots.find((root) => sameRoot(root, claimed))
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (cause) {
    throw new Fault('proof_unreadable', { cause, detail: `${path} cannot be read as JSON` })
  }
}
