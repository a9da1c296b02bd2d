import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accounts } from './accounts.ts'
import { readWords } from './command-line.ts'

test('a report is not made for a misspelt option: it would be of another period, or of everybody', async () => {
  for (const line of [
    'income --form 2026-01-01',
    'statement --uid IDALICE --asst usd',
    'trial-balance --to 2026-01-01',
    'withdrawals --allowed yes --reason why --by ada --key 1 --asset usd',
  ])
    await assert.rejects(
      accounts.run(readWords(line.split(' ')), () => {}),
      { code: 'usage' },
      line,
    )
})
