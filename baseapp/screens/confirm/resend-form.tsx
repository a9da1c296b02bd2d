import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Notice, TextField } from '../../../web/kit/index.ts'
import { call, identityApi } from '../../api/index.ts'
import { errorsByField, useCountdown } from '../../identity/index.ts'
import { useSession } from '../../session/index.ts'

const patterns = { email: ['email.', 'identity.user.missing_email', 'identity.user.empty_email'] }
const waitSeconds = 60

/** Asks for the confirming mail again; not more often than once a minute. The address is known when signed in. */
export function ResendForm({ prominent = true }: { prominent?: boolean }) {
  const known = useSession((session) => session.user?.email)
  const [email, setEmail] = useState('')
  const address = known ?? email.trim()
  const wait = useCountdown(waitSeconds)
  const resend = useMutation({
    mutationFn: () => call(identityApi.requestConfirmation, { email: address }),
    onSuccess: wait.start,
  })
  const errors = errorsByField(resend.error, patterns)
  const form = known === undefined ? errors.form : (errors.form ?? errors.email)
  return (
    <form
      className="identity-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!resend.isPending && wait.left === 0) resend.mutate()
      }}
    >
      {form && <Notice tone="bad">{form}</Notice>}
      {known === undefined && (
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          error={errors.email}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
      <Button
        type="submit"
        block
        variant={prominent ? 'primary' : 'secondary'}
        pending={resend.isPending}
        disabled={wait.left > 0}
      >
        {wait.left > 0 ? `Send again in ${wait.left} s` : 'Send the mail again'}
      </Button>
      <output className="identity-sent">
        {resend.isSuccess && `A new mail is on its way to ${address}. Only the newest link works.`}
      </output>
    </form>
  )
}
