import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import type { JournalRecord } from '../../peatio/engine/index.ts'
import { recordRows } from './record-text.ts'

test('no key of a user is run by a spreadsheet, however it spells a formula', () => {
  const about = {
    sequence: 1 as Sequence,
    at: 0 as TimeMs,
    kind: 'cancel_orders',
    rejection: null,
    events: [],
  }
  for (const key of ['=1+1', ' =1+1', '\n=1+1', '＝1+1', '＠SUM(A1)', '-1+1']) {
    const [row] = recordRows({ ...about, key } as JournalRecord)
    assert.equal(row, `1,1970-01-01T00:00:00.000Z,"'${key}",cancel_orders,,,,`, JSON.stringify(key))
  }
})
