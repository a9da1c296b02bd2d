import { scale } from '../../../../core/units/index.ts'
import { NumberField, unitsOf } from '../../../../web/kit/index.ts'
import { fieldText } from './check-order.ts'

type StepFieldProps = {
  name:
    | 'price'
    | 'quantity'
    | 'total'
    | 'stop'
    | 'trail'
    | 'protection'
    | 'display'
    | 'other-stop'
    | 'other-limit'
  label: string
  suffix: string
  precision: number
  value: string
  error?: string | undefined
  onValue: (text: string) => void
}

/** A number that the arrow keys move by its smallest step; with Shift by a hundred of them. */
export function StepField({ name, label, suffix, precision, value, error, onValue }: StepFieldProps) {
  return (
    <NumberField
      label={label}
      suffix={suffix}
      value={value}
      error={error}
      placeholder="0"
      data-field={name}
      enterKeyHint="send"
      onValue={onValue}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        const step = 10n ** BigInt(scale - precision) * (event.shiftKey ? 100n : 1n)
        const next = (unitsOf(value) ?? 0n) + (event.key === 'ArrowUp' ? step : -step)
        onValue(fieldText(next < 0n ? 0n : next, precision))
      }}
    />
  )
}
