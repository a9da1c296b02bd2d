import { decimalFromAmount } from '../../../core/units/index.ts'

/**
 * Two places that should say the same and do not. `account`: the projection of a line; `operations`: what was booked on
 * a line; `day`: a day's operations and their totals; `conservation`: the engine's own books.
 */
export type Difference = {
  kind: 'account' | 'operations' | 'day' | 'conservation'
  /** The line and the asset, or the asset alone. */
  where: string
  expected: string
  found: string
}

export const difference = (
  kind: Difference['kind'],
  where: string,
  { expected, found }: { expected: bigint; found: bigint },
): Difference => ({
  kind,
  where,
  expected: decimalFromAmount(expected),
  found: decimalFromAmount(found),
})

export const tell = ({ kind, where, expected, found }: Difference): string =>
  `${kind} of ${where}: ${found} instead of ${expected}`
