import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql as raw } from 'kysely'
import type { TimeMs } from '../../../core/units/index.ts'
import { openPglite } from '../../../platform/sql/index.ts'
import { booksThatDiffer } from './books-that-differ.ts'
import { forgetHistory, startProjector, type ProjectionTables } from './index.ts'
import { alice, bob, openScene, quiet, seeded, tradeAtRandom } from './scene.ts'

const later = (Date.now() + 60_000) as TimeMs

test('a forgotten past takes whole references with it: what is left balances, and open orders stay', async () => {
  const sql = await openPglite(undefined)
  const scene = await openScene(seeded(7))
  const projector = await startProjector({ engine: scene.engine, sql, log: quiet() }, { lingerMs: 1 })
  await tradeAtRandom(scene, seeded(7), 300)
  await projector.reached(scene.engine.sequence())
  await projector.stop()
  const db = sql.database<ProjectionTables>('peatio')
  const balances = await db.selectFrom('accounts').selectAll().orderBy('account').orderBy('asset').execute()
  const open = await db
    .selectFrom('orders')
    .select('id')
    .where('status', 'not in', ['filled', 'canceled'])
    .execute()

  const ofBoth = db.selectFrom('trades').select('id').whereRef('buyer', '<>', 'seller').orderBy('id')
  const between = await ofBoth.execute()
  assert.ok(between.length > 0)
  assert.ok((await forgetHistory(sql, { accounts: [alice], before: later })) > 0, 'her closed orders')
  assert.deepEqual(await ofBoth.execute(), between, 'a trade with somebody else is his as well')
  while ((await forgetHistory(sql, { accounts: [alice, bob], before: later, batchMax: 50 })) > 0);

  assert.deepEqual(await db.selectFrom('trades').select('id').execute(), [])
  const left = await db.selectFrom('orders').select('id').orderBy('id').execute()
  assert.deepEqual(
    left.map(({ id }) => id),
    open.map(({ id }) => id).sort((a, b) => a - b),
  )
  assert.deepEqual(
    await db.selectFrom('accounts').selectAll().orderBy('account').orderBy('asset').execute(),
    balances,
  )
  // In the wire's books every account grows by credit: assets on one side, what is owed and earned on the other.
  const uneven = await db
    .selectFrom('operations')
    .select(['reference_type', 'reference_id', 'asset'])
    .groupBy(['reference_type', 'reference_id', 'asset'])
    .having(raw<boolean>`sum(case when code < 200 then credit - debit else debit - credit end) <> 0`)
    .execute()
  assert.deepEqual(uneven, [])
  assert.deepEqual(await booksThatDiffer(db), [], 'and everybody still has what the books say')
  const kinds = await db.selectFrom('operations').select('reference_type').distinct().execute()
  assert.ok(kinds.some(({ reference_type: kind }) => kind === 'CompactOrders'))
  assert.ok(kinds.every(({ reference_type: kind }) => kind !== 'Trade'))
  await sql.close()
  await scene.engine.close()
})

test('what is younger, and what is somebody else’s, stays', async () => {
  const sql = await openPglite(undefined)
  const scene = await openScene(seeded(8))
  const projector = await startProjector({ engine: scene.engine, sql, log: quiet() }, { lingerMs: 1 })
  await tradeAtRandom(scene, seeded(8), 60)
  await projector.reached(scene.engine.sequence())
  await projector.stop()
  assert.equal(await forgetHistory(sql, { accounts: [alice, bob], before: 1 as TimeMs }), 0)
  assert.equal(await forgetHistory(sql, { accounts: [], before: later }), 0)
  await sql.close()
  await scene.engine.close()
})
