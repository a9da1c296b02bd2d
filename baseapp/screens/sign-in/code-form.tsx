import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../web/kit/index.ts'
import { messageOf } from '../../api/index.ts'
import { CodeField } from '../../identity/index.ts'

type CodeFormProps = {
  pending: boolean
  error: unknown
  onCode: (code: string, onRefused: () => void) => void
  onBack: () => void
}

/** The second step; the sixth digit sends it. */
export function CodeForm({ pending, error, onCode, onBack }: CodeFormProps) {
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // A refused code is of no further use: the field is made ready for the next one.
  const send = (given: string) => {
    if (!pending && given.length === 6) onCode(given, () => setCode(''))
  }
  return (
    <form
      className="identity-form"
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
    >
      <CodeField
        ref={field}
        value={code}
        onValue={setCode}
        onComplete={send}
        hint="The six digits that your authenticator app shows for OPEX."
        error={error && code === '' ? messageOf(error) : undefined}
      />
      <div className="identity-actions">
        <Button variant="primary" size="l" type="submit" block pending={pending} disabled={code.length < 6}>
          Sign in
        </Button>
        <Button variant="ghost" block onClick={onBack}>
          Use another account
        </Button>
      </div>
    </form>
  )
}
