import { assert, decimalFromAmount, scale, unit } from '../../../core/units/index.ts'
import type { OperationRow, OperationTotalRow } from './tables.ts'

const dayMs = 86_400_000

/** The day of a moment: whole days since 1970, UTC. */
export const dayOf = (at: number): number => Math.floor(at / dayMs)

/** The first moment of a day. */
export const startOf = (day: number): number => day * dayMs

type Sums = Omit<OperationTotalRow, 'debit' | 'credit'> & { debit: bigint; credit: bigint }

/** What operations come to: a row per day, line, asset, code and reason. */
export function totalsOf(operations: readonly OperationRow[]): OperationTotalRow[] {
  const totals = new Map<string, Sums>()
  for (const { made_at, line, asset, code, reference_type, category, debit, credit } of operations) {
    const day = dayOf(made_at)
    const key = `${day}/${line}/${asset}/${code}/${reference_type}/${category}`
    const total = totals.get(key) ?? {
      day,
      line,
      asset,
      code,
      reference_type,
      category,
      debit: 0n,
      credit: 0n,
    }
    total.debit += sumOf(debit)
    total.credit += sumOf(credit)
    totals.set(key, total)
  }
  return [...totals.values()].map((total) => ({
    ...total,
    debit: decimalFromAmount(total.debit),
    credit: decimalFromAmount(total.credit),
  }))
}

/** Reads a sum as SQL tells it, which may be negative, and larger than any in the ledger if it adds up many. */
export function sumOf(text: string): bigint {
  const found = /^(-?)(\d+)(?:\.(\d{1,18}))?$/.exec(text)
  assert(found !== null, 'SQL tells sums as plain decimals')
  const sum = BigInt(found[2]!) * unit + BigInt((found[3] ?? '').padEnd(scale, '0'))
  return found[1] === '' ? sum : 0n - sum
}
