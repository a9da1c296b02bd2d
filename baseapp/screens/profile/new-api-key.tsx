import { Button, CopyButton, Notice, Panel } from '../../../web/kit/index.ts'
import type { ApiKey } from '../../api/index.ts'

/** A new key with its secret. It stays on the page until its owner says that he has it: it is told only this once. */
export function NewApiKey({ apiKey, onDone }: { apiKey: ApiKey; onDone: () => void }) {
  return (
    <Panel title="Your new API key">
      <div className="profile-part">
        <Notice tone="warn">
          Copy the secret now. It is not kept in readable form and cannot be shown again; if it is lost,
          delete the key and create another.
        </Notice>
        <dl className="profile-facts">
          <div>
            <dt>Key</dt>
            <dd>
              <span className="profile-code">{apiKey.kid}</span>{' '}
              <CopyButton text={apiKey.kid} label="Copy key" />
            </dd>
          </div>
          <div>
            <dt>Secret</dt>
            <dd>
              <span className="profile-code">{apiKey.secret}</span>{' '}
              <CopyButton text={apiKey.secret ?? ''} label="Copy secret" />
            </dd>
          </div>
        </dl>
        <div>
          <Button onClick={onDone}>I have stored the secret</Button>
        </div>
      </div>
    </Panel>
  )
}
