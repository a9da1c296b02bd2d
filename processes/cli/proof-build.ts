import { join, resolve } from 'node:path'
import { Fault, type Sequence } from '../../core/units/index.ts'
import { buildProofs, type BuildProgress } from '../../peatio/proof/index.ts'
import { readDirectory } from '../../platform/storage/index.ts'
import { readConfig } from '../config.ts'
import type { Words } from './command-line.ts'
import { onlyOptions } from './only-options.ts'
import { warnings } from './warnings.ts'

/**
 * `opex proof build`: replays the journal, also beside a running exchange, and writes root files and private trees.
 * Those in the exchange's own directory are published by it within seconds.
 */
export async function buildProof({ options }: Words, say: (line: string) => void): Promise<number> {
  onlyOptions(options, ['sequence', 'asset', 'data', 'out'])
  const data = resolve(options.get('data') ?? readConfig(process.env).dataDirectory)
  const directory = resolve(options.get('out') ?? join(data, 'proofs'))
  const asset = options.get('asset')
  const proofs = await buildProofs({
    journal: readDirectory(join(data, 'journal')),
    directory,
    sequence: sequenceOf(options.get('sequence')),
    ...(asset !== undefined && { asset }),
    log: warnings(say),
    onProgress: (progress) => say(progressText(progress)),
  })
  for (const { currency, sequence, time, sum, leaves, root } of proofs) {
    say(`${currency} at ${sequence} (${time}): ${sum} owed, ${leaves} leaves, root ${root}`)
  }
  say(`written to ${directory}: the .json files are to be published, the .tree files are private`)
  return 0
}

function sequenceOf(text: string | undefined): Sequence | 'last' {
  if (text === undefined) return 'last'
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new Fault('usage', { detail: '--sequence takes a record of the journal' })
  return Number(text) as Sequence
}

export function progressText(progress: BuildProgress): string {
  if (progress.stage === 'replay') return `replayed the journal up to ${progress.sequence}`
  const percent = Math.floor((100 * progress.done) / progress.of)
  return `${progress.asset}: ${progress.done} of ${progress.of} hashes (${percent} %)`
}
