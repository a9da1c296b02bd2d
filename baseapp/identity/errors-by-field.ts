import { ApiError, errorText, messageOf } from '../api/index.ts'

export type FieldErrors<Field extends string> = { [Name in Field | 'form']?: string }

/**
 * Sorts the keys of a refusal to the fields that they are about, as readable text; the rest goes to `form`.
 * A pattern that ends in `.` or `_` stands for every key that begins with it.
 */
export function errorsByField<Field extends string>(
  error: unknown,
  patterns: Readonly<Record<Field, readonly string[]>>,
): FieldErrors<Field> {
  if (!error) return {}
  if (!(error instanceof ApiError)) return { form: messageOf(error) }
  const texts = new Map<Field | 'form', Set<string>>()
  const fields = Object.keys(patterns) as Field[]
  for (const key of error.keys) {
    const field = fields.find((name) => patterns[name].some((pattern) => fits(key, pattern))) ?? 'form'
    const known = texts.get(field) ?? new Set()
    texts.set(field, known.add(errorText(key)))
  }
  const sorted = [...texts].map(([field, each]) => [field, [...each].join(' ')])
  return Object.fromEntries(sorted) as FieldErrors<Field>
}

const fits = (key: string, pattern: string): boolean =>
  /[._]$/.test(pattern) ? key.startsWith(pattern) : key === pattern
