import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, call, identityApi } from '../../api/index.ts'
import { FormCard } from '../../identity/index.ts'
import { Link, navigate, useTitle } from '../../router/index.ts'
import { openSession, useSession } from '../../session/index.ts'
import { CodeForm } from './code-form.tsx'
import { PasswordForm, type Login } from './password-form.tsx'

const wantsCode = (error: unknown) => error instanceof ApiError && error.has('identity.session.missing_otp')

/** Where the shell's door leads on to once the session is open is its own matter (`return_to`). */
export function SignInScreen() {
  useTitle('Sign in')
  const [login, setLogin] = useState<Login>({ email: '', password: '' })
  const [step, setStep] = useState<'password' | 'code'>('password')
  const ended = useSession((session) => session.status === 'anonymous' && session.ended === true)
  const signIn = useMutation({
    mutationFn: (code: string | undefined) => call(identityApi.signIn, { ...login, otp_code: code }),
    onSuccess(user) {
      if (user.state === 'pending') navigate('/email-verification', { replace: true })
      openSession(user)
    },
    onError(error) {
      if (wantsCode(error)) setStep('code')
      else if (error instanceof ApiError && error.has('identity.session.invalid_params')) setStep('password')
    },
  })
  const error = wantsCode(signIn.error) ? null : signIn.error
  if (step === 'code') {
    return (
      <FormCard title="Second factor" lead={<>Signing in as {login.email}</>}>
        <CodeForm
          pending={signIn.isPending}
          error={error}
          onCode={(code, onError) => signIn.mutate(code, { onError })}
          onBack={() => {
            signIn.reset()
            setLogin({ ...login, password: '' })
            setStep('password')
          }}
        />
      </FormCard>
    )
  }
  return (
    <FormCard title="Sign in" foot={<SignInFoot />}>
      <PasswordForm
        login={login}
        onLogin={setLogin}
        pending={signIn.isPending}
        error={error}
        ended={ended}
        onSubmit={() => signIn.mutate(undefined)}
      />
    </FormCard>
  )
}

function SignInFoot() {
  return (
    <p>
      New here? <Link to={`/signup${window.location.search}`}>Create an account</Link>
    </p>
  )
}
