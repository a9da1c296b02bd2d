import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountMax } from '../../../core/units/index.ts'
import { foldDays } from './fold-days.ts'
import type { OperationRow } from './tables.ts'
import { sumOf } from './totals.ts'

test('a day that came to more than a sum may be is folded into some rows, each of which fits', () => {
  const about = { code: 202, asset: 'cat', line: 'IDBOT', account: 'IDBOT', category: '' }
  const debit = '40000000000000000000.0'
  const operations = [1, 2, 3, 4, 5].map((id): OperationRow => {
    const reference = { reference_type: 'Trade', reference_id: String(id) }
    return { ...about, ...reference, id, sequence: id, made_at: id, debit, credit: '0.0' }
  })
  const folded = foldDays(operations, 100)
  const sums = folded.map((row) => sumOf(row.debit))
  assert.ok(
    sums.every((sum) => sum <= amountMax),
    sums.join(),
  )
  assert.equal(
    sums.reduce((total, sum) => total + sum),
    5n * sumOf(debit),
  )
  assert.deepEqual(
    folded.map(({ id }) => id),
    [101, 102, 103],
  )
})
