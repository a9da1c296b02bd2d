import { useState } from 'react'
import { Notice } from '../../../web/kit/index.ts'
import { call, publicApi } from '../../api/index.ts'
import { useTitle } from '../../router/index.ts'
import { canHash, checkProof, type Outcome, type PublishedOf } from './check-proof.ts'
import { Meaning } from './meaning.tsx'
import { PasteProof } from './paste-proof.tsx'
import { ProofResult } from './proof-result.tsx'
import { PublishedProofs } from './published-proofs.tsx'
import '../../../web/kit/phone-cards.css'
import './proof.css'

const publishedOf: PublishedOf = async (currency, sequence) =>
  (await call(publicApi.liabilityProofs, { currency, sequence, limit: 1 }))[0]

/** A check that was made; each has its number, so that the same outcome twice is announced twice. */
type Checked = { outcome: Outcome; raw: unknown; number: number }

export function ProofScreen() {
  useTitle('Proof of liabilities')
  const [checked, setChecked] = useState<Checked>()
  const check = async (raw: unknown) => {
    const outcome = await checkProof(raw, publishedOf)
    setChecked((before) => ({ outcome, raw, number: (before?.number ?? 0) + 1 }))
  }
  return (
    <div className="page proof">
      <div className="proof-lead">
        <h1 tabIndex={-1}>Proof of liabilities</h1>
        <p className="muted">
          At set times the exchange publishes what it owes to all of its users together, with a fingerprint
          that binds the balance of each one. Your browser recomputes the way from your own balance to that
          fingerprint, so nobody can leave you out or shrink what you are owed without your seeing it.
        </p>
      </div>
      {!canHash() && (
        <Notice tone="warn">
          This browser computes fingerprints only on pages opened over https. Open the exchange that way, or
          check a saved proof with the command line.
        </Notice>
      )}
      <PublishedProofs check={check} />
      {checked && <ProofResult key={checked.number} outcome={checked.outcome} raw={checked.raw} />}
      <div className="proof-columns">
        <PasteProof check={check} clear={() => setChecked(undefined)} />
        <Meaning />
      </div>
    </div>
  )
}
