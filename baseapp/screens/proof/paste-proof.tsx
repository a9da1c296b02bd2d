import { useRef, useState } from 'react'
import { Button, Field, Panel } from '../../../web/kit/index.ts'
import { messageOf } from '../../api/index.ts'
import { canHash, parsedProof } from './check-proof.ts'

/** A proof as a file has it is a few kilobytes; more is none. */
const bytesMax = 64 * 1024

type PasteProps = {
  check: (raw: unknown) => Promise<void>
  /** Takes the last result away, when another text is looked at. */
  clear: () => void
}

/** Checks a proof that was saved, also for who is not signed in. */
export function PasteProof({ check, clear }: PasteProps) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [pending, setPending] = useState(false)
  const file = useRef<HTMLInputElement>(null)

  const verify = async () => {
    const raw = parsedProof(text)
    if (raw === undefined) {
      clear()
      setError(text.trim() === '' ? 'Paste a proof first, or open its file.' : 'This text is not JSON.')
      return
    }
    setError(undefined)
    setPending(true)
    try {
      await check(raw)
    } catch (failure) {
      setError(messageOf(failure))
    } finally {
      setPending(false)
    }
  }
  const open = async (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > bytesMax) return setError('This file is too large for a proof.')
    setText(await chosen.text())
    setError(undefined)
  }
  return (
    <Panel title="Check a saved proof" className="proof-paste">
      <form
        className="proof-form"
        onSubmit={(event) => {
          event.preventDefault()
          void verify()
        }}
      >
        <Field
          label="Proof (JSON)"
          hint="The proof stays in this browser; only the published fingerprint is looked up."
          error={error}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className="proof-text"
              rows={8}
              spellCheck={false}
              autoComplete="off"
              maxLength={bytesMax}
              placeholder='{ "proof": …, "uid": …, "balance": …, "path": … }'
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="proof-actions">
          <Button type="submit" variant="primary" pending={pending} disabled={!canHash()}>
            Verify
          </Button>
          <Button icon="external" onClick={() => file.current?.click()}>
            Open a file
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".json,application/json"
            aria-label="Proof file"
            onChange={(event) => {
              void open(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </div>
      </form>
    </Panel>
  )
}
