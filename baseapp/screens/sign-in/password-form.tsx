import { Button, Notice, PasswordField, TextField } from '../../../web/kit/index.ts'
import { errorsByField, useFirstFocus } from '../../identity/index.ts'
import { Link } from '../../router/index.ts'

export type Login = { email: string; password: string }

type PasswordFormProps = {
  login: Login
  onLogin: (login: Login) => void
  onSubmit: () => void
  pending: boolean
  error: unknown
  /** An earlier session ended by itself. */
  ended: boolean
}

const patterns = {
  email: ['identity.session.missing_email'],
  password: ['identity.session.missing_password'],
}

export function PasswordForm({ login, onLogin, onSubmit, pending, error, ended }: PasswordFormProps) {
  const first = useFirstFocus()
  const errors = errorsByField(error, patterns)
  return (
    <form
      className="identity-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) onSubmit()
      }}
    >
      {ended && !error && <Notice tone="warn">Your session has ended. Sign in again to continue.</Notice>}
      {errors.form && <Notice tone="bad">{errors.form}</Notice>}
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        ref={first}
        value={login.email}
        error={errors.email}
        onChange={(event) => onLogin({ ...login, email: event.target.value })}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        aside={<Link to="/forgot_password">Forgot password?</Link>}
        value={login.password}
        error={errors.password}
        onChange={(event) => onLogin({ ...login, password: event.target.value })}
      />
      <Button variant="primary" size="l" type="submit" block pending={pending}>
        Sign in
      </Button>
    </form>
  )
}
