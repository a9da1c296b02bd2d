import type { PublishedProof } from '../../contract/index.ts'
import { readRoot } from '../../core/proof/index.ts'
import { Fault } from '../../core/units/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { proofNamed } from './tree-layout.ts'

type Reading = Pick<Storage, 'read' | 'size'>

/** Reads a root file. Fault `proof_corrupt` if it is none, or another's than its name says. */
export function readRootFile(storage: Reading, name: string): PublishedProof {
  const text = storage.read(name, 0, storage.size(name)).toString()
  const { version, currency, sequence, time, sum, leaves, root } = parsed(text, name)
  const named = proofNamed(name)
  if (named?.sequence !== sequence || named.asset !== currency) {
    throw new Fault('proof_corrupt', { detail: `${name} holds the root of ${currency} at ${sequence}` })
  }
  return { version, currency, sequence, time, sum, leaves, root }
}

function parsed(text: string, name: string): PublishedProof {
  try {
    const root = JSON.parse(text) as PublishedProof
    if (readRoot(root)) return root
  } catch (cause) {
    throw new Fault('proof_corrupt', { cause, detail: `${name} is not JSON` })
  }
  throw new Fault('proof_corrupt', { detail: `${name} holds no root` })
}
