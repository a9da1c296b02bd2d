import { scale, unit } from '../../core/units/index.ts'

const signed = /^([+-]?)(\d+)(?:\.(\d*))?$/

/**
 * Reads a decimal string of the wire as a signed count of 10⁻¹⁸ units. Digits past the eighteenth are cut.
 * `undefined` for anything that is not plain notation.
 */
export function unitsOf(text: string | null | undefined): bigint | undefined {
  const found = signed.exec(text ?? '')
  if (!found) return undefined
  const count = BigInt(found[2]!) * unit + BigInt((found[3] ?? '').slice(0, scale).padEnd(scale, '0') || '0')
  return found[1] === '-' ? -count : count
}

/**
 * A plain decimal of what was typed or pasted into a field; `undefined` for what is none. A comma is taken for a
 * point, unless a point follows its groups of thousands, as in the prices that we show; a point at the beginning gets
 * its zero.
 */
export function typedDecimal(typed: string): string | undefined {
  const text = typed.replace(/[\s_]/g, '')
  const ungrouped = /^\d{1,3}(,\d{3})+\./.test(text) ? text.replaceAll(',', '') : text.replace(',', '.')
  const found = ungrouped.startsWith('.') ? `0${ungrouped}` : ungrouped
  return /^\d{0,20}(\.\d{0,18})?$/.test(found) ? found : undefined
}

/** A field's text as servers want it: a point that nothing follows yet is none. */
export const sentDecimal = (text: string): string => text.replace(/\.$/, '')

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

type Style = { grouped?: boolean; trimmed?: boolean }

/**
 * Writes units with exactly `digits` digits after the point, cut toward zero: a balance never looks larger than it is.
 * `grouped` separates thousands; `trimmed` drops trailing zeros.
 */
export function decimalText(
  units: bigint,
  digits: number,
  { grouped = true, trimmed = false }: Style = {},
): string {
  const plain = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = plain.slice(0, -scale)
  const cut = plain.slice(-scale).slice(0, Math.min(digits, scale))
  const fraction = trimmed ? cut.replace(/0+$/, '') : cut
  const shown = (grouped ? group(whole) : whole) + (fraction === '' ? '' : `.${fraction}`)
  return units < 0n && /[1-9]/.test(shown) ? `-${shown}` : shown
}

/** Formats a decimal string of the wire; `–` when it is none. */
export function decimal(text: string | null | undefined, digits: number, style?: Style): string {
  const units = unitsOf(text)
  return units === undefined ? '–' : decimalText(units, digits, style)
}

/** A JSON number of the wire (public trades, candles) as a decimal string of `digits` digits. */
export const decimalOfNumber = (value: number, digits: number): string => value.toFixed(digits)

const steps = [
  [12, 'T'],
  [9, 'B'],
  [6, 'M'],
  [3, 'K'],
] as const

/** A short form for volumes: `1,234`, `45.6K`, `7.89M`. Cut, never rounded up. */
export function compact(text: string | null | undefined): string {
  const units = unitsOf(text)
  if (units === undefined) return '–'
  const size = units < 0n ? -units : units
  for (const [power, name] of steps) {
    const step = 10n ** BigInt(power)
    if (size < step * unit * 10n) continue
    const whole = (size / step / unit).toString().length
    return decimalText(units / step, whole > 2 ? 1 : 2) + name
  }
  return decimalText(units, size >= 1000n * unit ? 0 : size >= unit ? 2 : 5, { trimmed: size < unit })
}

/** `+1.20%` → 1, `-0.35%` → -1, `+0.00%` → 0. */
export function directionOf(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0
  return text.trim().startsWith('-') ? -1 : 1
}

const two = (value: number) => String(value).padStart(2, '0')

/** `14:05:09`, in the reader's time zone. */
export function clockText(ms: number): string {
  const at = new Date(ms)
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** `2026-03-01 14:05:09`, in the reader's time zone. */
export function dateTimeText(time: number | string): string {
  const at = new Date(time)
  if (Number.isNaN(at.getTime())) return '–'
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clockText(at.getTime())}`
}
