import { amountMax, decimalFromAmount } from '../../../core/units/index.ts'
import type { OperationRow } from './tables.ts'
import { dayOf, startOf, sumOf } from './totals.ts'

/** What the reference calls entries that stand for many. */
export const compact = 'CompactOrders'

/** `2026-11-26`: the name of a folded day. */
export const nameOf = (day: number): string => new Date(startOf(day)).toISOString().slice(0, 10)

/**
 * One row a day, line, code and side for all of these, or some where one would be more than a sum may be; debits and
 * credits add up to what they did.
 */
export function foldDays(operations: readonly OperationRow[], lastOperation: number): OperationRow[] {
  const folded = new Map<string, { row: OperationRow; sum: bigint }>()
  for (const operation of operations) {
    const day = dayOf(operation.made_at)
    const side = sumOf(operation.debit) > 0n ? 'debit' : 'credit'
    const { line, account, asset, code } = operation
    const key = `${day}/${line}/${account ?? ''}/${asset}/${code}/${side}`
    const sum = sumOf(operation[side])
    let known = folded.get(key)
    if (known && known.sum + sum > amountMax) {
      folded.set(`${key}/${folded.size}`, known)
      known = undefined
    }
    const row = known?.row ?? {
      ...operation,
      reference_type: compact,
      reference_id: nameOf(day),
      category: '',
    }
    row.made_at = Math.max(row.made_at, operation.made_at)
    row.sequence = Math.max(row.sequence, operation.sequence)
    folded.set(key, { row, sum: (known?.sum ?? 0n) + sum })
  }
  return [...folded.values()].map(({ row, sum }, index) => {
    const side = sumOf(row.debit) > 0n ? 'debit' : 'credit'
    return { ...row, id: lastOperation + index + 1, [side]: decimalFromAmount(sum) }
  })
}
