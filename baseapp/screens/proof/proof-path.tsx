import { Fragment } from 'react'
import { hexOf, type Inclusion, type ProofStep } from '../../../core/proof/index.ts'
import { Icon } from '../../../web/kit/index.ts'
import { amountText } from './amount-text.ts'

type PathProps = { inclusion: Inclusion; steps: readonly ProofStep[]; verified: boolean }

/** The way from the user's leaf to the root: at each step what was added, on which side, and what it hashed to. */
export function ProofPath({ inclusion, steps, verified }: PathProps) {
  return (
    <ol className="proof-steps" aria-label="Way from your balance to the fingerprint">
      {steps.map((step, at) => (
        <li key={hexOf(step.hash)} className="proof-step">
          <h3>{titleOf(step, at)}</h3>
          <p className="proof-figures num">
            <Sums step={step} inclusion={inclusion} at={at} />
          </p>
          <code className="proof-hash">{hexOf(step.hash)}</code>
          {step.kind === 'root' && (
            <p className={verified ? 'proof-match is-good' : 'proof-match is-bad'}>
              <Icon name={verified ? 'check' : 'close'} size={14} />
              {verified ? 'The published fingerprint and total' : 'Not what is published'}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

const titleOf = ({ kind }: ProofStep, at: number): string => {
  if (kind === 'leaf') return 'Your leaf'
  return kind === 'root' ? 'Fingerprint' : `Level ${at}`
}

/** `left + right = sum`, as the tree has them; the reader's own side is marked. */
function Sums({ step, inclusion, at }: { step: ProofStep; inclusion: Inclusion; at: number }) {
  const beside = step.kind === 'node' ? inclusion.path[at - 1] : undefined
  if (!beside) return <strong>{amountText(step.sum)}</strong>
  const own = <strong title="Your side">{amountText(step.sum - beside.sum)}</strong>
  const other = <span title="The branch beside yours">{amountText(beside.sum)}</span>
  const [left, right] = beside.sibling === 'left' ? [other, own] : [own, other]
  return (
    <Fragment>
      {left}
      <span aria-hidden="true"> + </span>
      <span className="visually-hidden"> plus </span>
      {right}
      <span aria-hidden="true"> = </span>
      <span className="visually-hidden"> is </span>
      {amountText(step.sum)}
    </Fragment>
  )
}
