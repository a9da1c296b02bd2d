import { Icon, Panel } from '../../../web/kit/index.ts'

const shown = [
  'Your balance, available and in orders, is a part of the published total, to the last digit.',
  'No branch beside you is below zero: nothing lowers the total again.',
  'The place is yours alone. It is bound to your user id, so it cannot be shown to somebody else as his.',
]
const open = [
  'That everybody is shown the same fingerprint. Compare it with the one that others see.',
  'That the exchange holds the coins. This is the side of what it owes; what it owns needs a proof of reserves.',
  'That others were counted. Each user checks his own place; the more who do, the likelier a gap is found.',
  'Debts outside of the books, or what happened after that moment.',
]

/** What a verified proof says, and what it does not say. */
export const Meaning = () => (
  <Panel title="What a verified proof means">
    <div className="proof-meaning">
      <h3>It shows</h3>
      <ul className="proof-points">
        {shown.map((text) => (
          <li key={text} className="is-shown">
            <Icon name="check" /> <span>{text}</span>
          </li>
        ))}
      </ul>
      <h3>It does not show</h3>
      <ul className="proof-points">
        {open.map((text) => (
          <li key={text}>
            <Icon name="close" /> <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  </Panel>
)
