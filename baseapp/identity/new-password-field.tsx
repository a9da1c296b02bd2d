import { useEffect, useState, type ReactNode } from 'react'
import { classNames, Icon, PasswordField } from '../../web/kit/index.ts'
import { call, identityApi, useRemote } from '../api/index.ts'
import { isPasswordAllowed, passwordRules, strengthOf, type Strength } from './password-rules.ts'
import './identity.css'

type NewPasswordFieldProps = {
  label: string
  value: string
  onValue: (password: string) => void
  error?: ReactNode
}

/** A new password, with the rules in sight and its strength told while it is typed. */
export function NewPasswordField({ label, value, onValue, error }: NewPasswordFieldProps) {
  const strength = useStrength(value)
  const typed = value !== ''
  return (
    <div className="identity-password">
      <PasswordField
        label={label}
        name="new-password"
        autoComplete="new-password"
        required
        maxLength={128}
        value={value}
        error={error}
        onChange={(event) => onValue(event.target.value)}
      />
      <div className={classNames('identity-strength', strength && `is-${strength.steps}`)}>
        <span className="identity-strength-bar" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <span key={step} className={strength && step <= strength.steps ? 'is-on' : undefined} />
          ))}
        </span>
        <output className="identity-strength-word">{strength?.word ?? (typed ? '' : 'Strength')}</output>
      </div>
      <ul className="identity-rules" aria-label="The password needs">
        {passwordRules(value).map((rule) => (
          <li key={rule.id} className={rule.met ? 'is-met' : typed ? 'is-unmet' : undefined}>
            {rule.met ? (
              <Icon name="check" size={13} />
            ) : (
              <span className="identity-rule-dot" aria-hidden="true" />
            )}
            {rule.text}
            <span className="visually-hidden">{rule.met ? ' (done)' : ' (missing)'}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const debounceMs = 350

/** Asks the server once typing pauses, and only for passwords that it may take at all. */
function useStrength(password: string): Strength | undefined {
  const settled = useSettled(password)
  const worthAsking = settled !== '' && settled === password && isPasswordAllowed(settled)
  const configs = useRemote(identityApi.configs, {}, { staleTimeMs: Infinity })
  const [known, setKnown] = useState<{ password: string; entropy: number }>()
  useEffect(() => {
    if (!worthAsking) return
    const abort = new AbortController()
    void entropyOf(settled, abort.signal).then((entropy) => {
      if (entropy !== undefined && !abort.signal.aborted) setKnown({ password: settled, entropy })
    })
    return () => abort.abort()
  }, [settled, worthAsking])
  if (known?.password !== password) return undefined
  return strengthOf(known.entropy, configs.data?.password_min_entropy ?? 14)
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), debounceMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

// Not through the query cache: passwords are not kept. The meter is a help, so it stays empty when nobody answers.
async function entropyOf(password: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    return (await call(identityApi.validatePassword, { password }, signal)).entropy
  } catch {
    // Signing up itself will say what is wrong.
    return undefined
  }
}
