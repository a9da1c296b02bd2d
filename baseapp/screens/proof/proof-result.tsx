import { useEffect, useRef } from 'react'
import { Button, dateTimeText, Icon, Notice, Panel } from '../../../web/kit/index.ts'
import type { Inclusion, ProofFailure } from '../../../core/proof/index.ts'
import { useSession } from '../../session/index.ts'
import { amountText } from './amount-text.ts'
import type { Outcome } from './check-proof.ts'
import { ProofPath } from './proof-path.tsx'
import { saveProof } from './save-proof.ts'

const reasons: Record<ProofFailure, string> = {
  levels_differ: 'Its way to the fingerprint has another length than the published tree.',
  sum_out_of_range: 'A sum on its way is below zero or too large: that could hide what others are owed.',
  sum_differs: 'Its way adds up to another total than the published one.',
  root_differs: 'Its way ends at another fingerprint than the published one.',
}

/** What the check came to, in words first; then each step of the way. */
export function ProofResult({ outcome, raw }: { outcome: Outcome; raw: unknown }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const verified = outcome.kind === 'verified'
  return (
    <Panel
      className="proof-result"
      label="Result"
      title={
        <h2 ref={heading} tabIndex={-1} className={verified ? 'is-good' : 'is-bad'}>
          <Icon name={verified ? 'check' : 'warn'} />
          {verified ? 'Verified' : 'Not verified'}
        </h2>
      }
      aside={
        verified && (
          <Button size="s" variant="ghost" icon="download" onClick={() => saveProof(outcome.inclusion, raw)}>
            Save this proof
          </Button>
        )
      }
    >
      <div className="proof-verdict">
        <Words outcome={outcome} />
      </div>
      {'steps' in outcome && outcome.steps.length > 0 && (
        <ProofPath inclusion={outcome.inclusion} steps={outcome.steps} verified={verified} />
      )}
    </Panel>
  )
}

function Words({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === 'unreadable') {
    return (
      <Notice tone="bad">This is not a proof of inclusion: a part of it is missing or unreadable.</Notice>
    )
  }
  const { proof, balance } = outcome.inclusion
  const asset = proof.asset.toUpperCase()
  if (outcome.kind === 'unpublished') {
    return (
      <Notice tone="bad">
        The exchange publishes another fingerprint of {asset} at journal record {proof.sequence}, or none. A
        proof of something that others are not shown proves nothing: keep this file.
      </Notice>
    )
  }
  if (outcome.kind === 'failed') {
    return (
      <Notice tone="bad">
        {reasons[outcome.failure]} If the exchange gave you this proof unchanged, keep it: it shows that its
        books and its publication disagree.
      </Notice>
    )
  }
  return (
    <>
      <Notice tone="good">
        On {dateTimeText(proof.time)} the published total of{' '}
        <strong className="num">
          {amountText(proof.sum)} {asset}
        </strong>{' '}
        included{' '}
        <strong className="num">
          {amountText(balance)} {asset}
        </strong>{' '}
        owed to user <code>{outcome.inclusion.uid}</code>. Compare that with what you owned then, available
        and in orders.
      </Notice>
      <WhoseProof inclusion={outcome.inclusion} />
    </>
  )
}

/** A proof that holds for somebody else says nothing about the reader. */
function WhoseProof({ inclusion: { uid } }: { inclusion: Inclusion }) {
  const mine = useSession((session) => session.user?.uid)
  if (mine === uid) return null
  return (
    <Notice tone="warn">
      {mine === undefined ? (
        <>It counts for you only if this user id is yours; your profile shows it.</>
      ) : (
        <>
          This is not your user id: yours is <code>{mine}</code>. A proof that is shown to you with another id
          is not yours.
        </>
      )}
    </Notice>
  )
}
