import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AccountId } from '../../../core/units/index.ts'
import { createMetrics } from '../../../platform/metrics/index.ts'
import type { ReadReply } from '../../engine/index.ts'
import type { ProjectionTables } from '../../engine/projector/index.ts'
import { alice, bob, fillBooks, openScene, quiet, usd, whole, type Scene } from '../scene.ts'
import { startReconciler } from './start-reconciler.ts'

const never = 2 ** 30

async function openBooks(t: TestContext): Promise<Scene> {
  const scene = await openScene({ stepMs: 3_600_000 })
  await fillBooks(scene)
  t.after(() => scene.close())
  return scene
}

/** Everything is looked at in pages of the smallest size, and `between` happens after each of them was read. */
async function inPages(t: TestContext, between: (scene: Scene, page: number) => Promise<void>) {
  const scene = await openBooks(t)
  const db = scene.sql.database<ProjectionTables>('peatio')
  let pages = 0
  const read = async (query: Parameters<Scene['engine']['read']>[0]) => {
    const reply = await scene.engine.read(query)
    if (query.kind === 'balances_page') {
      // SQL is ahead of this page when it is compared, and the next page is of a later record.
      await between(scene, pages++)
      await scene.settled()
    }
    return reply
  }
  const engine = {
    read: read as Scene['engine']['read'],
    submit: scene.engine.submit.bind(scene.engine),
    subscribe: scene.engine.subscribe.bind(scene.engine),
  }
  const ports = {
    ...scene,
    engine,
    metrics: createMetrics(),
    log: quiet,
    clock: () => scene.now(),
    webhook: '',
  }
  const reconciler = startReconciler({ ...ports, linesAtOnce: 1 }, { everyMs: never, fullEveryMs: never })
  t.after(() => reconciler.stop())
  return { db, reconciler, pages: () => pages }
}

test('what happens between two pages is no difference, whoever it concerns', async (t) => {
  const { reconciler, pages } = await inPages(t, async (scene, page) => {
    await scene.place(alice, 'sell', { price: 1_000 + page, quantity: 100 })
    await scene.place(bob, 'buy', { price: 1_001 + page, quantity: 150 })
    const about = { account: `IDNEW${page}` as AccountId, asset: usd, sum: whole(1), reference: `N${page}` }
    if (page < 20) await scene.submit({ kind: 'credit_deposit', ...about })
  })
  for (let round = 0; round < 2; round++) {
    const before = pages()
    assert.deepEqual((await reconciler.lookAtEverything()).differences, [])
    assert.ok(pages() - before > 5, `only ${pages() - before} pages`)
  }
})

test('a difference is found on whichever page it lies, and once', async (t) => {
  const { db, reconciler } = await inPages(t, () => Promise.resolve())
  const invented = { account: 'IDNOBODY', asset: usd, posted: '5', held: '0' }
  await db.insertInto('accounts').values(invented).execute()
  await db
    .updateTable('accounts')
    .set({ held: '77' })
    .where('account', '=', bob)
    .where('asset', '=', usd)
    .execute()
  const { differences } = await reconciler.lookAtEverything()
  assert.deepEqual(differences.map(({ kind, where, found }) => `${kind} ${where} ${found}`).sort(), [
    'account IDBOB usd held 77.0',
    'account IDNOBODY usd posted 5.0',
  ])
})

test('pages of any size say together what the engine says in one, and each line holds what was promised', async (t) => {
  const scene = await openBooks(t)
  await scene.place(alice, 'sell', { price: 2_000, quantity: 100 })
  const trial = (await scene.engine.read({ kind: 'trial_balance' })).result
  for (const limit of [1, 2, 3, 7, 1_000]) {
    const lines: ReadReply<'balances_page'>['result']['lines'] = []
    for (let from: number | null = 0; from !== null;) {
      const page: ReadReply<'balances_page'> = await scene.engine.read({ kind: 'balances_page', from, limit })
      lines.push(...page.result.lines)
      from = page.result.next
    }
    assert.equal(new Set(lines.map(({ account, asset }) => `${account}/${asset}`)).size, lines.length)
    for (const { held, promised } of lines) assert.equal(held, promised)
    for (const { asset, posted, held } of trial) {
      const of = lines.filter((line) => line.asset === asset)
      const sum = (values: bigint[]) => values.reduce((total, each) => total + each, 0n)
      assert.deepEqual(
        [sum(of.map((line) => line.posted)), sum(of.map((line) => line.held))],
        [posted, held],
        `${asset} in pages of ${limit}`,
      )
    }
  }
  assert.ok(
    trial.some(({ held }) => held > 0n),
    'something is held',
  )
})
