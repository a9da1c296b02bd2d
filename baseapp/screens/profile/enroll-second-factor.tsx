import { useMutation } from '@tanstack/react-query'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { Button, CopyButton, Notice, toast } from '../../../web/kit/index.ts'
import { call, messageOf, resourceApi } from '../../api/index.ts'
import { CodeField } from '../../identity/index.ts'
import { refreshUser } from '../../session/index.ts'
import { grouped, otpSecretOf } from './otp-secret.ts'

/** The new secret, once, and the code that shows that the app has it. */
export function EnrollSecondFactor({ url, onCancel }: { url: string; onCancel: () => void }) {
  const [code, setCode] = useState('')
  const secret = otpSecretOf(url) ?? ''
  const enable = useMutation({
    mutationFn: (given: string) => call(resourceApi.enableOtp, { code: given }),
    onError: () => setCode(''),
    async onSuccess() {
      toast('success', 'Two-factor authentication is on', 'All other sessions were signed out.')
      await refreshUser()
    },
  })
  const send = (given: string) => {
    if (!enable.isPending && given.length === 6) enable.mutate(given)
  }
  return (
    <form
      className="profile-enroll"
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
    >
      <div className="profile-qr">
        <QRCodeSVG value={url} size={164} marginSize={0} title="QR code for your authenticator app" />
      </div>
      <div className="profile-enroll-steps">
        <ol>
          <li>
            Scan the code with an authenticator app, or type this secret into it:
            <p className="profile-secret">
              <span className="profile-code">{grouped(secret)}</span> <CopyButton text={secret} />
            </p>
            {url.startsWith('otpauth://') && <a href={url}>Open in an app on this device</a>}
          </li>
          <li>Keep the secret in a safe place. Without it, a lost phone locks you out.</li>
          <li>Enter the code that the app shows now.</li>
        </ol>
        <CodeField
          value={code}
          onValue={setCode}
          onComplete={send}
          error={enable.isError && code === '' ? messageOf(enable.error) : undefined}
        />
        {!secret && <Notice tone="bad">The server sent no secret. Cancel and try again.</Notice>}
        <div className="profile-buttons">
          <Button variant="primary" type="submit" pending={enable.isPending} disabled={code.length < 6}>
            Turn on
          </Button>
          <Button variant="ghost" onClick={onCancel}>
            Not now
          </Button>
        </div>
      </div>
    </form>
  )
}
