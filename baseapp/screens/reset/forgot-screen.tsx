import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, buttonClass, Notice, TextField } from '../../../web/kit/index.ts'
import { call, identityApi } from '../../api/index.ts'
import { mailboxPath, useEmbedded } from '../../embedded/index.ts'
import { errorsByField, FormCard, useFirstFocus } from '../../identity/index.ts'
import { Link, useTitle } from '../../router/index.ts'

const patterns = { email: ['email.', 'identity.user.missing_email', 'identity.user.empty_email'] }

export function ForgotScreen() {
  const first = useFirstFocus()
  useTitle('Reset your password')
  const [email, setEmail] = useState('')
  const request = useMutation({ mutationFn: () => call(identityApi.requestReset, { email: email.trim() }) })
  if (request.isSuccess) return <Sent email={email.trim()} onAgain={() => request.reset()} />
  const errors = errorsByField(request.error, patterns)
  return (
    <FormCard
      title="Reset your password"
      lead="We send a link to your e-mail. It is valid for one hour."
      foot={
        <p>
          Remembered it? <Link to="/signin">Sign in</Link>
        </p>
      }
    >
      <form
        className="identity-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!request.isPending) request.mutate()
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
        <Button variant="primary" size="l" type="submit" block pending={request.isPending}>
          Send the link
        </Button>
      </form>
    </FormCard>
  )
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const embedded = useEmbedded() === true
  return (
    <FormCard
      title="Check your mail"
      lead={
        <>
          If <strong>{email}</strong> has an account here, a mail with a link is on its way. Only the newest
          link works.
        </>
      }
      foot={
        <p>
          <Link to="/signin">Back to sign-in</Link>
        </p>
      }
    >
      <div className="identity-actions">
        {embedded && (
          <a
            className={buttonClass({ variant: 'primary', size: 'l', block: true })}
            href={mailboxPath}
            target="_blank"
          >
            Open the mailbox
          </a>
        )}
        <Button variant="ghost" block onClick={onAgain}>
          Use another e-mail
        </Button>
      </div>
    </FormCard>
  )
}
