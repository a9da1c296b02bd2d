import { useState } from 'react'
import { Button, buttonClass, EmptyState, Panel, toast } from '../../../web/kit/index.ts'
import { call, resourceApi, type ApiKey } from '../../api/index.ts'
import { Link } from '../../router/index.ts'
import { ApiKeyList } from './api-key-list.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { NewApiKey } from './new-api-key.tsx'
import type { SectionProps } from './profile-screen.tsx'
import { rereadApiKeys } from './reread-api-keys.ts'

/** Keys for programs that trade. They need the second factor, and each change to them asks for it. */
export function ApiKeysSection({ user }: SectionProps) {
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<ApiKey>()
  if (!user.otp) return <SecondFactorFirst />
  return (
    <>
      {made && <NewApiKey apiKey={made} onDone={() => setMade(undefined)} />}
      <Panel
        title="API keys"
        aside={
          <Button size="s" variant="primary" icon="key" onClick={() => setAsking(true)}>
            Create key
          </Button>
        }
      >
        <p className="profile-small is-first faint">
          A program signs each request with its key: headers <code>X-Auth-Apikey</code>,{' '}
          <code>X-Auth-Nonce</code> and <code>X-Auth-Signature</code>. Whoever has key and secret can trade as
          you: keep them off shared machines.
        </p>
        <ApiKeyList />
      </Panel>
      {asking && (
        <CodeDialog
          title="Create an API key"
          action="Create key"
          onClose={() => setAsking(false)}
          run={async (code) => {
            setMade(await call(resourceApi.createApiKey, { algorithm: 'HS256', totp_code: code }))
            toast('success', 'API key created', 'Copy its secret now.')
            await rereadApiKeys()
          }}
        >
          <p className="muted">A program with this key can read your account and trade with it.</p>
        </CodeDialog>
      )}
    </>
  )
}

function SecondFactorFirst() {
  return (
    <Panel title="API keys">
      <EmptyState
        icon="shield"
        title="Turn on two-factor authentication first"
        text="API keys trade without your password, so every change to them asks for a code of an authenticator app."
        action={
          <Link to="/profile/security" className={buttonClass({ variant: 'primary' })}>
            Set up two-factor
          </Link>
        }
      />
    </Panel>
  )
}
