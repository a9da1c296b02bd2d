import { useEffect, useState } from 'react'
import { Button } from '../../../web/kit/index.ts'
import { messageOf } from '../../api/index.ts'
import { CodeField } from '../../identity/index.ts'

type CodeFormProps = {
  pending: boolean
  error: unknown
  onCode: (code: string) => void
  onBack: () => void
}

/** The second step; the sixth digit sends it. */
export function CodeForm({ pending, error, onCode, onBack }: CodeFormProps) {
  const [code, setCode] = useState('')
  // A refused code is of no further use: the field is made ready for the next one.
  useEffect(() => {
    if (error) setCode('')
  }, [error])
  return (
    <form
      className="identity-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending && code.length === 6) onCode(code)
      }}
    >
      <CodeField
        autoFocus
        value={code}
        onValue={setCode}
        onComplete={(complete) => {
          if (!pending) onCode(complete)
        }}
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
