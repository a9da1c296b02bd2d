import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, unit } from '../../../core/units/index.ts'
import { alice, btc, openScene } from '../scene.ts'
import { readBooks } from './books.ts'
import { trialBalance } from './trial-balance.ts'
import { userStatement } from './user-statement.ts'

/** Nearly as much as an account may have; so often to and fro, it is more than any sum may be. */
const huge = amount(9n * 10n ** 16n * unit)
const times = 1_112

test('what goes to and fro may come to more than any sum in a day, and is booked and told all the same', async (t) => {
  const scene = await openScene({ stepMs: 1 })
  t.after(() => scene.close())
  const about = { account: alice, asset: btc, sum: huge } as const
  const submit = async (command: Parameters<typeof scene.submit>[0]) =>
    assert.equal((await scene.submit(command)).rejection, null)
  await submit({ kind: 'credit_deposit', ...about, reference: 'TID' })
  const all = Array.from({ length: times }, (_, index) => `W${index}`).flatMap((withdrawal) => [
    submit({ kind: 'hold_withdrawal', withdrawal, ...about, fee: amount(0n) }),
    submit({ kind: 'release_withdrawal', withdrawal, reason: 'again' }),
  ])
  await Promise.all(all)
  await scene.settled()
  const report = await readBooks(scene.sql, (db) => trialBalance(db, { at: scene.now(), asset: btc }))
  const promised = report.rows.find(({ code }) => code === 212)
  assert.deepEqual(
    [promised?.debit, promised?.credit, promised?.balance],
    ['100080000000000000000.0', '100080000000000000000.0', '0.0'],
  )
  assert.ok(report.totals.every(({ balanced }) => balanced))
  const asked = { uid: alice, asset: btc, from: null, to: scene.now() + 1, limit: 100 }
  const statement = await readBooks(scene.sql, (db) => userStatement(db, asked))
  assert.deepEqual(
    statement.lines.map(({ closing, held }) => [closing, held]),
    [['90000000000000010.0', '0.0']],
  )
})
