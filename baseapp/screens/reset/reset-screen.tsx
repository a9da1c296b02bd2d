import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, buttonClass, Notice, PasswordField } from '../../../web/kit/index.ts'
import { ApiError, call, errorText, identityApi } from '../../api/index.ts'
import { errorsByField, FormCard, isPasswordAllowed, NewPasswordField } from '../../identity/index.ts'
import { Link, useQueryString, useTitle } from '../../router/index.ts'
import { refreshUser, useSession } from '../../session/index.ts'

const patterns = {
  password: ['password.', 'identity.user.missing_password', 'identity.user.empty_password'],
  again: [
    'identity.user.passwords_doesnt_match',
    'identity.user.missing_confirm_password',
    'identity.user.empty_confirm_password',
  ],
}
const deadLink = [
  'jwt.decode_and_verify.',
  'identity.user.utilized_token',
  'identity.user.missing_pass_token',
]
const isDeadLink = (error: unknown) =>
  error instanceof ApiError && error.keys.some((key) => deadLink.some((dead) => key.startsWith(dead)))

export function ResetScreen() {
  useTitle('Choose a new password')
  const [token] = useState(useQueryString().get('reset_token'))
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const reset = useMutation({
    mutationFn: () =>
      call(identityApi.resetPassword, {
        reset_password_token: token ?? '',
        password,
        confirm_password: again,
      }),
    onSuccess: noticeEndedSession,
  })
  if (reset.isSuccess) return <Changed />
  if (token === null || isDeadLink(reset.error)) return <DeadLink error={reset.error} />
  const errors = errorsByField(reset.error, patterns)
  const differs = tried && again !== password
  return (
    <FormCard title="Choose a new password" lead="All open sessions of your account will be closed.">
      <form
        className="identity-form"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isPasswordAllowed(password) && again === password && !reset.isPending) reset.mutate()
        }}
      >
        {errors.form && <Notice tone="bad">{errors.form}</Notice>}
        <NewPasswordField
          label="New password"
          value={password}
          error={
            errors.password ??
            (tried && !isPasswordAllowed(password) ? 'The rules below are not met yet.' : '')
          }
          onValue={setPassword}
        />
        <PasswordField
          label="Repeat the password"
          autoComplete="new-password"
          required
          value={again}
          error={errors.again ?? (differs ? errorText('identity.user.passwords_doesnt_match') : '')}
          onChange={(event) => setAgain(event.target.value)}
        />
        <Button variant="primary" size="l" type="submit" block pending={reset.isPending}>
          Change password
        </Button>
      </form>
    </FormCard>
  )
}

/** The server closed all sessions; if this browser had one, asking for the user ends it here as well. */
async function noticeEndedSession(): Promise<void> {
  if (useSession.getState().status !== 'signed-in') return
  await refreshUser().catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error
  })
}

function Changed() {
  return (
    <FormCard title="Password changed" lead="All sessions were closed. Sign in with the new password.">
      <Link to="/signin" className={buttonClass({ variant: 'primary', size: 'l', block: true })}>
        Sign in
      </Link>
    </FormCard>
  )
}

function DeadLink({ error }: { error: unknown }) {
  const text = error instanceof ApiError ? error.message : errorText('jwt.decode_and_verify.segments')
  return (
    <FormCard title="This link does not work" lead={text}>
      <Link to="/forgot_password" className={buttonClass({ variant: 'primary', size: 'l', block: true })}>
        Send a new link
      </Link>
    </FormCard>
  )
}
