import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Button, Dialog } from '../../../web/kit/index.ts'
import { messageOf } from '../../api/index.ts'
import { CodeField } from '../../identity/index.ts'

type CodeDialogProps = {
  title: string
  children: ReactNode
  action: string
  danger?: boolean
  onClose: () => void
  /** Does it with the code; what it throws is shown, and the next code asked for. */
  run: (code: string) => Promise<void>
}

/** Asks for a code of the second factor before something that only its owner may do. */
export function CodeDialog({ title, children, action, danger = false, onClose, run }: CodeDialogProps) {
  const form = useId()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // After the dialog has opened, and so has put focus on its first button.
  useEffect(() => field.current?.focus(), [])
  const doing = useMutation({ mutationFn: run, onSuccess: onClose, onError: () => setCode('') })
  return (
    <Dialog
      title={title}
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            type="submit"
            form={form}
            pending={doing.isPending}
            disabled={code.length < 6}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="profile-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (!doing.isPending && code.length === 6) doing.mutate(code)
        }}
      >
        {children}
        <CodeField
          ref={field}
          value={code}
          onValue={setCode}
          hint="Each code works once."
          error={doing.isError && code === '' ? messageOf(doing.error) : undefined}
        />
      </form>
    </Dialog>
  )
}
