import { Icon, type IconName } from '../../../web/kit/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { useSession } from '../../session/index.ts'

type Step = { icon: IconName; title: string; text: string }

/** How a visitor comes to his first order. */
export function StartSteps() {
  const visitor = useSession((session) => session.status === 'anonymous')
  const embedded = useEmbedded() === true
  if (!visitor) return null
  const steps: Step[] = [
    { icon: 'mail', title: 'Sign up', text: 'E-mail and password, then one click in the mail.' },
    embedded
      ? {
          icon: 'wallet',
          title: 'Get test coins',
          text: 'Free, from the simulated chain, confirmed in seconds.',
        }
      : {
          icon: 'wallet',
          title: 'Deposit',
          text: 'An address of your own for every asset, with its QR code.',
        },
    { icon: 'chart', title: 'Trade', text: 'Cost, fee and likely price are shown before you send.' },
  ]
  return (
    <section aria-labelledby="landing-start">
      <h2 id="landing-start" className="landing-start-title">
        Your first order in two minutes
      </h2>
      <ol className="landing-steps">
        {steps.map((step, at) => (
          <li key={step.title}>
            <Icon name={step.icon} size={20} />
            <div>
              <h3>
                {at + 1}. {step.title}
              </h3>
              <p className="muted">{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
