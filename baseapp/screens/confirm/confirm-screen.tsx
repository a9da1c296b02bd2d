import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { buttonClass, Skeleton } from '../../../web/kit/index.ts'
import { ApiError, call, errorText, identityApi, messageOf } from '../../api/index.ts'
import { FormCard } from '../../identity/index.ts'
import { Link, navigate, useQueryString, useTitle } from '../../router/index.ts'
import { openSession } from '../../session/index.ts'
import { NextSteps } from './next-steps.tsx'
import { ResendForm } from './resend-form.tsx'

/** Where the link of the mail leads: it posts the token once, and opens the session that this proves. */
export function ConfirmScreen() {
  useTitle('Confirm your e-mail')
  const [token] = useState(useQueryString().get('confirmation_token') ?? '')
  const confirm = useMutation({
    mutationFn: () => call(identityApi.confirmEmail, { token }),
    onSuccess: openSession,
    // The token has done its work, or never will: it need not stay in the history.
    onSettled: () => navigate('/accounts/confirmation', { replace: true }),
  })
  const asked = useRef(false)
  const { mutate } = confirm
  useEffect(() => {
    // Tokens work once, and React mounts twice while developing.
    if (asked.current || token === '') return
    asked.current = true
    mutate()
  }, [mutate, token])

  if (confirm.isSuccess) return <NextSteps />
  if (token === '') return <Refused text={errorText('jwt.decode_and_verify.segments')} />
  if (confirm.isError) return <Refused error={confirm.error} text={messageOf(confirm.error)} />
  return (
    <FormCard title="Confirming your e-mail" lead="One moment.">
      <div aria-busy="true">
        <Skeleton height="44px" />
      </div>
    </FormCard>
  )
}

const isDone = (error: unknown) =>
  error instanceof ApiError &&
  (error.has('identity.user.active_or_doesnt_exist') || error.has('identity.user.utilized_token'))

function Refused({ error, text }: { error?: unknown; text: string }) {
  const title = isDone(error) ? 'This link was already used' : 'This link does not work'
  return (
    <FormCard
      title={title}
      lead={text}
      foot={
        !isDone(error) && (
          <p>
            Confirmed already? <Link to="/signin">Sign in</Link>
          </p>
        )
      }
    >
      {isDone(error) ? (
        <Link to="/signin" className={buttonClass({ variant: 'primary', size: 'l', block: true })}>
          Sign in
        </Link>
      ) : (
        <ResendForm />
      )}
    </FormCard>
  )
}
