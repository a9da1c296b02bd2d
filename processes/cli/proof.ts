import type { Subcommand, Words } from './command-line.ts'
import { buildProof } from './proof-build.ts'
import { verifyProof } from './proof-verify.ts'

const verbs: Readonly<Record<string, Subcommand['run']>> = { build: buildProof, verify: verifyProof }

/** `opex proof build | verify`: proofs of what users are owed. Both only read the exchange's journal. */
export const proof: Subcommand = {
  summary: 'proofs of liabilities: builds them from the journal, and checks them',
  usage: [
    'proof build [--sequence N] [--asset A] [--data DIRECTORY] [--out DIRECTORY]',
    'proof verify --root FILE --proof FILE',
    'proof verify --root FILE --tree FILE [--data DIRECTORY]',
  ],
  run(words: Words, say) {
    const verb = verbs[words.words[0] ?? '']
    if (verb && words.words.length === 1) return verb(words, say)
    for (const line of proof.usage) say(`usage: opex ${line}`)
    return Promise.resolve(2)
  },
}
