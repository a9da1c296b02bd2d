import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { TextField } from '../../web/kit/index.ts'

/** Six digits, whatever was typed or pasted around them. */
export const codeOf = (text: string): string => text.replace(/\D/g, '').slice(0, 6)

type CodeFieldProps = {
  value: string
  onValue: (code: string) => void
  /** Called once when the sixth digit is there. */
  onComplete?: (code: string) => void
  label?: string
  hint?: ReactNode
  error?: ReactNode
  ref?: RefObject<HTMLInputElement | null>
}

/** The six digits of an authenticator app; password managers and phones may fill it in. */
export function CodeField(props: CodeFieldProps) {
  const { value, onValue, onComplete, label = 'Authenticator code', ref, ...rest } = props
  const own = useRef<HTMLInputElement>(null)
  const input = ref ?? own
  const isRefused = Boolean(rest.error)
  // After a refused code the next one is typed at once, also by those who had pressed the button.
  useEffect(() => {
    if (isRefused) input.current?.focus()
  }, [input, isRefused])
  return (
    <TextField
      {...rest}
      ref={input}
      label={label}
      className="identity-code"
      name="otp_code"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="000000"
      spellCheck={false}
      required
      value={value}
      onChange={(event) => {
        const code = codeOf(event.target.value)
        if (code === value) return
        onValue(code)
        if (code.length === 6) onComplete?.(code)
      }}
    />
  )
}
