import { buttonClass, Icon } from '../../../web/kit/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { FormCard } from '../../identity/index.ts'
import { Link } from '../../router/index.ts'
import './next-steps.css'

/** What a newcomer does next: coins, then the first order. */
export function NextSteps() {
  const embedded = useEmbedded() === true
  return (
    <FormCard title="Your e-mail is confirmed" lead="Two more steps to your first trade.">
      <ol className="next-steps">
        <Step done title="Create an account" />
        <Step done title="Confirm your e-mail" />
        <Step
          number={3}
          title={embedded ? 'Get test coins' : 'Deposit funds'}
          text={
            embedded
              ? 'Free coins of the simulated chain, in your wallet within seconds.'
              : 'Send coins to your address.'
          }
        />
        <Step
          number={4}
          title="Place your first order"
          text="The trade page shows cost and fee before you send it."
        />
      </ol>
      <div className="identity-actions">
        <Link to="/wallets/usdt" className={buttonClass({ variant: 'primary', size: 'l', block: true })}>
          {embedded ? 'Get test coins' : 'Go to your wallets'}
        </Link>
        <Link to="/trading" className={buttonClass({ variant: 'ghost', block: true })}>
          Look at the market first
        </Link>
      </div>
    </FormCard>
  )
}

type StepProps = { title: string; text?: string; done?: boolean; number?: number }

function Step({ title, text, done = false, number }: StepProps) {
  return (
    <li className={done ? 'is-done' : undefined}>
      <span className="next-steps-mark" aria-hidden="true">
        {done ? <Icon name="check" size={13} /> : number}
      </span>
      <span>
        <strong>{title}</strong>
        {done && <span className="visually-hidden"> (done)</span>}
        {text && <span className="next-steps-text">{text}</span>}
      </span>
    </li>
  )
}
