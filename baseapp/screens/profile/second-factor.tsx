import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge, Button, Notice, Panel, toast } from '../../../web/kit/index.ts'
import { call, messageOf, resourceApi } from '../../api/index.ts'
import { refreshUser } from '../../session/index.ts'
import { CodeDialog } from './code-dialog.tsx'
import { EnrollSecondFactor } from './enroll-second-factor.tsx'

/** Turns the second factor on and off. */
export function SecondFactor({ isOn }: { isOn: boolean }) {
  return (
    <Panel
      title="Two-factor authentication"
      aside={isOn ? <Badge tone="good">On</Badge> : <Badge tone="warn">Off</Badge>}
    >
      <div className="profile-part">{isOn ? <TurnOff /> : <TurnOn />}</div>
    </Panel>
  )
}

function TurnOn() {
  const enroll = useMutation({ mutationFn: () => call(resourceApi.otpSecret) })
  if (enroll.data) return <EnrollSecondFactor url={enroll.data.data.url} onCancel={() => enroll.reset()} />
  return (
    <>
      <p className="muted">
        Besides your password, signing in asks for a code that an app on your phone shows and that changes
        every 30 seconds. It also protects your API keys.
      </p>
      {enroll.isError && <Notice tone="bad">{messageOf(enroll.error)}</Notice>}
      <div>
        <Button variant="primary" icon="shield" pending={enroll.isPending} onClick={() => enroll.mutate()}>
          Set up
        </Button>
      </div>
    </>
  )
}

function TurnOff() {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <p className="muted">
        Signing in asks for a code of your authenticator app. Every change to an API key does too.
      </p>
      <div>
        <Button onClick={() => setAsking(true)}>Turn off</Button>
      </div>
      {asking && (
        <CodeDialog
          title="Turn off two-factor authentication?"
          action="Turn off"
          danger
          onClose={() => setAsking(false)}
          run={async (code) => {
            await call(resourceApi.disableOtp, { code })
            await refreshUser()
            toast('success', 'Two-factor authentication is off', 'Your API keys were disabled.')
          }}
        >
          <p>Your password alone will open your account, and all of your API keys will be disabled.</p>
        </CodeDialog>
      )}
    </>
  )
}
