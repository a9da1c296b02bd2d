import { createHash, randomBytes } from 'node:crypto'
import type { PublishedProof } from '../../contract/index.ts'
import {
  buildTree,
  hexOf,
  leavesFor,
  rootPreimage,
  saltBytes,
  treeVersion,
  type Sha256,
} from '../../core/proof/index.ts'
import { decimalFromAmount, Fault, type AssetCode, type Sequence } from '../../core/units/index.ts'
import { openDirectory, type ReadOnlyFiles, type Storage } from '../../platform/storage/index.ts'
import { stateAt, type EngineLog, type PastState } from '../engine/index.ts'
import { liabilitiesOf } from './liabilities-of.ts'
import { readRootFile } from './root-files.ts'
import { proofNamed, rootName, treeName } from './tree-layout.ts'
import { writeProof, type BuiltProof } from './write-proof.ts'

/** How far a build is: records replayed, then hashes of one asset's tree. */
export type BuildProgress =
  { stage: 'replay'; sequence: number } | { stage: 'hash'; asset: string; done: number; of: number }

export type BuildProofs = {
  journal: ReadOnlyFiles
  /** Where root files and private trees go; made on first use. */
  directory: string
  sequence: Sequence | 'last'
  /** One asset; all that are defined by default. */
  asset?: string
  /** Private trees of older sequences go; their root files stay. */
  sequencesKept?: number
  log: EngineLog
  onProgress?: (progress: BuildProgress) => void
}

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/**
 * Replays the journal up to a sequence and writes a proof of every asset there. A proof that exists already is given
 * as it is: two roots for one moment would be two truths. Faults: `journal_short`, `journal_corrupt`, `unknown_asset`,
 * `ledger_unbalanced`, `data_directory_in_use` while another build runs.
 */
export async function buildProofs(options: BuildProofs): Promise<PublishedProof[]> {
  const { journal, directory, asset, log, onProgress, sequencesKept } = options
  const storage = await openDirectory(directory)
  try {
    const past = stateAt(journal, options.sequence, {
      log,
      sync: journal.sync,
      onReplayed: (sequence) => onProgress?.({ stage: 'replay', sequence }),
    })
    const assets = [...past.exchange.assets.keys()].filter((each) => asset === undefined || each === asset)
    if (asset !== undefined && assets.length === 0) throw new Fault('unknown_asset', { detail: asset })
    const proofs: PublishedProof[] = []
    for (const each of assets) {
      const known = storage.list().includes(rootName(past.sequence, each))
      if (!known) writeProof(storage, buildProof(past, each, onProgress))
      proofs.push(readRootFile(storage, rootName(past.sequence, each)))
    }
    forgetTrees(storage, sequencesKept ?? Infinity)
    return proofs
  } finally {
    await storage.close()
  }
}

function buildProof(past: PastState, asset: AssetCode, onProgress: BuildProofs['onProgress']): BuiltProof {
  const owed = liabilitiesOf(past.exchange, asset)
  const salts = randomBytes(leavesFor(owed.length) * saltBytes)
  const onHashed = (done: number, of: number) => onProgress?.({ stage: 'hash', asset, done, of })
  const { tree, positions } = buildTree(owed, { salts, sha256, onHashed })
  const facts = { asset, sequence: past.sequence, time: timeOf(past.at), leaves: tree.leaves }
  const root: PublishedProof = {
    version: treeVersion,
    currency: asset,
    sequence: past.sequence,
    time: facts.time,
    sum: decimalFromAmount(tree.top.sum),
    leaves: tree.leaves,
    root: hexOf(sha256(rootPreimage(tree.top, facts))),
  }
  return { root, tree, owed, salts, positions }
}

/** As a root says it: ISO 8601, to the second. */
export const timeOf = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** Trees of old sequences, and those that a killed build left without a root. */
function forgetTrees(storage: Storage, sequencesKept: number): void {
  const names = storage.list()
  const proofs = names.flatMap((name) => proofNamed(name) ?? [])
  const sequences = [...new Set(proofs.map(({ sequence }) => sequence))].sort((a, b) => b - a)
  const recent = new Set(sequences.slice(0, sequencesKept))
  const kept = new Set(proofs.filter(({ sequence }) => recent.has(sequence)).map(treeOf))
  for (const name of names) if (name.endsWith('.tree') && !kept.has(name)) storage.remove(name)
}

const treeOf = ({ sequence, asset }: { sequence: number; asset: string }) => treeName(sequence, asset)
