import type { Event } from '../event.ts'

/** The exchange and its twin do not agree, or something that always holds does not. */
export class Disagreement extends Error {}

/** Throws a `Disagreement` unless both are the same, as JSON with sorted fields and exact sums. */
export function agree(real: unknown, expected: unknown, what: string): void {
  if (real === expected) return
  const [one, other] = [text(real), text(expected)]
  if (one !== other) throw new Disagreement(`${what}: the exchange says ${one}, its twin ${other}`)
}

/** Two long texts, of which only the place where they part is told. */
export function agreeOnText(real: string, expected: string, what: string): void {
  if (real === expected) return
  let from = 0
  while (real[from] === expected[from]) from += 1
  const around = (whole: string) => whole.slice(Math.max(0, from - 150), from + 150)
  throw new Disagreement(`${what}: …${around(real)}… and …${around(expected)}…`)
}

/** Field by field, as the twin has them: the exchange's events carry more, for its own use. */
export function agreeOnEvents(real: readonly Event[], expected: readonly Event[]): void {
  if (real.length !== expected.length || real.some(({ kind }, index) => kind !== expected[index]!.kind))
    agree(kindsOf(real), kindsOf(expected), 'the events')
  for (const [index, event] of expected.entries()) {
    const told = real[index] as Record<string, unknown>
    for (const [field, value] of Object.entries(event)) {
      if (told[field] !== value) agree(told[field], value, `${field} of event ${index}, ${event.kind}`)
    }
  }
}

export const kindsOf = (events: readonly Event[]) => events.map(({ kind }) => kind)

const text = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => {
    if (typeof field === 'bigint') return `${field}n`
    if (field === null || typeof field !== 'object' || Array.isArray(field)) return field
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
