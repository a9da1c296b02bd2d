import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Notice, TextField } from '../../../web/kit/index.ts'
import { call, identityApi } from '../../api/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import {
  errorsByField,
  FormCard,
  isPasswordAllowed,
  NewPasswordField,
  useFirstFocus,
} from '../../identity/index.ts'
import { Link, navigate, useQueryString, useTitle } from '../../router/index.ts'
import { openSession } from '../../session/index.ts'

const patterns = {
  email: ['email.', 'identity.user.missing_email', 'identity.user.empty_email'],
  password: ['password.', 'identity.user.missing_password', 'identity.user.empty_password'],
}

export function SignUpScreen() {
  const first = useFirstFocus()
  useTitle('Create an account')
  const referral = useQueryString().get('refid') ?? undefined
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wasWeak, setWasWeak] = useState(false)
  const signUp = useMutation({
    mutationFn: () =>
      call(identityApi.signUp, { email: email.trim(), password, refid: referral, data: '{"language":"en"}' }),
    onSuccess(user) {
      // The page changes first: the door of this one would lead a signed-in user to the market.
      navigate(user.state === 'active' ? '/wallets' : '/email-verification', { replace: true })
      openSession(user)
    },
  })
  const errors = errorsByField(signUp.error, patterns)
  const submit = () => {
    setWasWeak(!isPasswordAllowed(password))
    if (isPasswordAllowed(password) && !signUp.isPending) signUp.mutate()
  }
  return (
    <FormCard
      title="Create an account"
      lead="An e-mail and a password. It takes less than a minute."
      foot={<SignUpFoot />}
    >
      <form
        className="identity-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
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
          value={email}
          error={errors.email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <NewPasswordField
          label="Password"
          value={password}
          error={
            errors.password ??
            (wasWeak && !isPasswordAllowed(password) ? 'The rules below are not met yet.' : '')
          }
          onValue={setPassword}
        />
        <Button variant="primary" size="l" type="submit" block pending={signUp.isPending}>
          Create account
        </Button>
      </form>
    </FormCard>
  )
}

function SignUpFoot() {
  const embedded = useEmbedded() === true
  return (
    <>
      <p>
        Already have an account? <Link to={`/signin${window.location.search}`}>Sign in</Link>
      </p>
      {embedded && (
        <p className="faint">
          A demo exchange. Any address works, since its mail stays on this machine. No real funds.
        </p>
      )}
    </>
  )
}
