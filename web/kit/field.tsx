import {
  useId,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
} from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './button.tsx'
import { typedDecimal } from './format.ts'
import { Icon } from './icon.tsx'

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
type FieldProps = {
  label: ReactNode
  /** Shown at the label's right: a balance, a link. */
  aside?: ReactNode
  hint?: ReactNode
  error?: ReactNode
  hideLabel?: boolean
  children: (wiring: Wiring) => ReactNode
}

/** A labelled control with its hint and its error, wired for screen readers. */
export function Field({ label, aside, hint, error, hideLabel = false, children }: FieldProps) {
  const id = useId()
  const message = error || hint
  const wiring: Wiring = { id }
  if (message) wiring['aria-describedby'] = `${id}-message`
  if (error) wiring['aria-invalid'] = true
  return (
    <div className="k-field">
      <div className={hideLabel && !aside ? 'visually-hidden' : 'k-field-top'}>
        <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
          {label}
        </label>
        {aside && <span className="k-field-aside">{aside}</span>}
      </div>
      {children(wiring)}
      {message && (
        <p id={`${id}-message`} className={classNames('k-field-message', Boolean(error) && 'is-error')}>
          {error && <Icon name="warn" size={13} />}
          <span>{message}</span>
        </p>
      )}
    </div>
  )
}

type Around = Omit<FieldProps, 'children'> & {
  prefix?: ReactNode
  suffix?: ReactNode
  ref?: Ref<HTMLInputElement>
}
type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix'>

export function TextField({
  label,
  aside,
  hint,
  error,
  hideLabel,
  prefix,
  suffix,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => (
        <span className={classNames('k-input', Boolean(error) && 'is-error', className)}>
          {prefix && <span className="k-input-affix">{prefix}</span>}
          <input autoComplete="off" {...input} {...wiring} />
          {suffix && <span className="k-input-affix">{suffix}</span>}
        </span>
      )}
    </Field>
  )
}

/** A password, with an eye to look at it. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'suffix'>) {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      suffix={
        <IconButton
          icon={shown ? 'hidden' : 'eye'}
          label={shown ? 'Hide password' : 'Show password'}
          aria-pressed={shown}
          size="s"
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}

type NumberFieldProps = Omit<TextFieldProps, 'value' | 'onChange' | 'type'> & {
  value: string
  onValue: (text: string) => void
}

/** A plain decimal number as text: money never passes through a binary fraction. */
export function NumberField({ value, onValue, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      spellCheck={false}
      value={value}
      onChange={(event) => {
        const text = typedDecimal(event.target.value)
        if (text !== undefined) onValue(text)
      }}
    />
  )
}

type SelectFieldProps = Omit<FieldProps, 'children'> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & {
    options: readonly { value: string; label: string }[]
    onValue: (value: string) => void
    size?: never
    compact?: boolean
  }

export function SelectField(props: SelectFieldProps) {
  const { label, aside, hint, error, hideLabel, options, onValue, compact = false, ...select } = props
  return (
    <Field {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => (
        <span className={classNames('k-select', compact && 'is-compact')}>
          <select {...select} {...wiring} onChange={(event) => onValue(event.target.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" size={14} />
        </span>
      )}
    </Field>
  )
}

type CheckFieldProps = {
  label: ReactNode
  checked: boolean
  onChecked: (checked: boolean) => void
  disabled?: boolean
}

export function CheckField({ label, checked, onChecked, disabled = false }: CheckFieldProps) {
  return (
    <label className="k-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
