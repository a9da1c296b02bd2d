import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { sql as raw, type Kysely } from 'kysely'
import { house } from '../../../core/ledger/index.ts'
import { createMetrics } from '../../../platform/metrics/index.ts'
import { forgetHistory, type ProjectionTables } from '../../engine/projector/index.ts'
import { alice, bob, fillBooks, openScene, quiet, usd, whole, type Scene } from '../scene.ts'
import { startReconciler, type Reconciler } from './start-reconciler.ts'

const never = 2 ** 30

type Stage = {
  scene: Scene
  db: Kysely<ProjectionTables>
  reconciler: Reconciler
  metric(name: string): Promise<number>
  /** What the engine says when Bob wants to withdraw. */
  withdraw(name: string): Promise<string | null>
}

/** Full books, and a reconciler that looks only when the test says so. */
async function open(t: TestContext, { webhook = '', stepMs = 3_600_000 } = {}): Promise<Stage> {
  const scene = await openScene({ stepMs })
  await fillBooks(scene)
  const metrics = createMetrics()
  const ports = { ...scene, metrics, log: quiet, clock: () => scene.now(), webhook, webhookBackoffMs: [1] }
  const reconciler = startReconciler(ports, { everyMs: never, fullEveryMs: never })
  t.after(async () => {
    await reconciler.stop()
    await scene.close()
  })
  return {
    scene,
    db: scene.sql.database<ProjectionTables>('peatio'),
    reconciler,
    metric: async (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec((await metrics.read()).text)?.[1]),
    withdraw: async (withdrawal) =>
      (
        await scene.submit({
          kind: 'hold_withdrawal',
          withdrawal,
          account: bob,
          asset: usd,
          sum: whole(3),
          fee: whole(1),
        })
      ).rejection,
  }
}

test('books that agree raise no alarm, however much happens between two looks', async (t) => {
  const { scene, reconciler, metric, withdraw } = await open(t)
  assert.deepEqual((await reconciler.lookAtEverything()).differences, [])
  for (let round = 0; round < 8; round++) {
    await scene.place(alice, 'sell', { price: 1_000 + round, quantity: 100 })
    await scene.place(bob, 'buy', { price: 1_001, quantity: 100 })
    assert.equal(await withdraw(`N${round}`), null)
    if (round % 2 === 1) await scene.settled()
    const { differences } = await reconciler.lookAtChanges()
    assert.deepEqual(differences, [])
  }
  await scene.settled()
  const { differences, sequence } = await reconciler.lookAtEverything()
  assert.deepEqual([differences, sequence], [[], scene.engine.sequence()])
  assert.deepEqual(
    [await metric('opex_reconciliation_alarms_total'), await metric('opex_withdrawals_stopped')],
    [0, 0],
  )
  assert.equal(await withdraw('N'), null)
})

test('a projected balance that is wrong stops withdrawals when everything is looked at', async (t) => {
  const { scene, db, reconciler, metric, withdraw } = await open(t)
  await db
    .updateTable('accounts')
    .set({ posted: '999999' })
    .where('account', '=', alice)
    .where('asset', '=', usd)
    .execute()
  const { differences } = await reconciler.lookAtEverything()
  assert.deepEqual(
    differences.map(({ kind, where, found }) => [kind, where, found]),
    [['account', 'IDALICE usd posted', '999999.0']],
  )
  assert.equal(await withdraw('N1'), 'withdrawals_stopped')
  assert.match(
    (await scene.engine.read({ kind: 'books' })).result.stopped!,
    /account of IDALICE usd posted: 999999\.0/,
  )
  assert.deepEqual(
    [
      await metric('opex_reconciliation_alarms_total'),
      await metric('opex_reconciliation_differences'),
      await metric('opex_withdrawals_stopped'),
    ],
    [1, 1, 1],
  )
})

test('a wrong balance is found at once when its line moves', async (t) => {
  const { scene, db, reconciler, withdraw } = await open(t)
  assert.deepEqual((await reconciler.lookAtChanges()).differences, [])
  await scene.place(bob, 'buy', { price: 500, quantity: 100 })
  await scene.settled()
  await db
    .updateTable('accounts')
    .set({ held: '0' })
    .where('account', '=', bob)
    .where('asset', '=', usd)
    .execute()
  const { differences } = await reconciler.lookAtChanges()
  assert.deepEqual(
    differences.map(({ kind, where }) => `${kind} ${where}`),
    ['account IDBOB usd held'],
  )
  assert.equal(await withdraw('N1'), 'withdrawals_stopped')
})

const corruptions: [string, (db: Kysely<ProjectionTables>) => Promise<unknown>, RegExp][] = [
  [
    'an operation whose sum was changed',
    (db) => db.updateTable('operations').set({ credit: '77' }).where('id', '=', 2).execute(),
    /^day IDALICE btc 202 on 2026-11-01$/,
  ],
  [
    'an operation that is gone',
    (db) => db.deleteFrom('operations').where('id', '=', 2).execute(),
    /^day IDALICE btc 202/,
  ],
  [
    'an operation on another line',
    (db) => db.updateTable('operations').set({ line: 'IDMALLORY' }).where('id', '=', 2).execute(),
    /^day IDMALLORY btc 202/,
  ],
  [
    'a total of a day',
    (db) =>
      db
        .updateTable('operation_totals')
        .set({ credit: raw`credit + 1` })
        .where('line', '=', house.custody)
        .where('asset', '=', usd)
        .where('reference_type', '=', 'Deposit')
        .execute(),
    /^operations house:custody usd 101$/,
  ],
  [
    'a line of nobody',
    (db) =>
      db
        .insertInto('accounts')
        .values({ account: 'IDMALLORY', asset: usd, posted: '5', held: '0' })
        .execute(),
    /^account IDMALLORY usd posted$/,
  ],
  [
    'a line that is gone',
    (db) => db.deleteFrom('accounts').where('account', '=', bob).where('asset', '=', usd).execute(),
    /^account IDBOB usd held$/,
  ],
]
for (const [what, corrupt, where] of corruptions) {
  test(`${what} stops withdrawals when everything is looked at`, async (t) => {
    const { scene, db, reconciler, withdraw } = await open(t)
    assert.deepEqual((await reconciler.lookAtEverything()).differences, [])
    assert.equal(await withdraw('N1'), null)
    await scene.settled()
    await corrupt(db)
    const { differences } = await reconciler.lookAtEverything()
    const told = differences.map((each) => `${each.kind} ${each.where}`)
    assert.ok(
      told.some((each) => where.test(each)),
      told.join(', '),
    )
    assert.equal(await withdraw('N2'), 'withdrawals_stopped')
  })
}

test('an operation that was falsified before it was ever looked at is found with what is new', async (t) => {
  const { scene, db, reconciler, withdraw } = await open(t)
  await reconciler.lookAtChanges()
  await scene.place(bob, 'buy', { price: 500, quantity: 100 })
  await scene.settled()
  const { id } = await db
    .selectFrom('operations')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db.updateTable('operations').set({ credit: '0.01' }).where('id', '=', id).execute()
  const { differences } = await reconciler.lookAtChanges()
  assert.deepEqual(
    differences.map(({ kind }) => kind),
    ['day'],
  )
  assert.equal(await withdraw('N1'), 'withdrawals_stopped')
})

test('an operator who allows withdrawals while the books still differ is overruled at the next look', async (t) => {
  const { scene, db, reconciler, metric, withdraw } = await open(t)
  await db
    .updateTable('accounts')
    .set({ posted: '1' })
    .where('account', '=', alice)
    .where('asset', '=', usd)
    .execute()
  await reconciler.lookAtEverything()
  await scene.submit({ kind: 'set_withdrawals', allowed: true, reason: 'looks fine', by: 'IDGRACE' })
  await reconciler.lookAtEverything()
  assert.equal(await withdraw('N1'), 'withdrawals_stopped')
  assert.equal(await metric('opex_reconciliation_alarms_total'), 1, 'what was told is not told again')
  const { result } = await scene.engine.read({ kind: 'balances', account: alice })
  const posted = Number(result.find(({ asset }) => asset === usd)!.posted / 10n ** 16n) / 100
  await db
    .updateTable('accounts')
    .set({ posted: String(posted) })
    .where('account', '=', alice)
    .where('asset', '=', usd)
    .execute()
  await scene.submit({ kind: 'set_withdrawals', allowed: true, reason: 'repaired', by: 'IDGRACE' })
  assert.deepEqual((await reconciler.lookAtEverything()).differences, [])
  assert.equal(await withdraw('N2'), null)
})

test('history that is folded raises no alarm', async (t) => {
  const { scene, reconciler } = await open(t)
  await reconciler.lookAtEverything()
  const before = (scene.now() + 1) as never
  assert.ok((await forgetHistory(scene.sql, { accounts: [alice, bob], before })) > 0)
  assert.deepEqual((await reconciler.lookAtEverything()).differences, [])
  assert.deepEqual((await reconciler.lookAtChanges()).differences, [])
})

test('the webhook is called until it answers, and told what differs', async (t) => {
  const bodies: string[] = []
  let resolve = () => undefined as void
  const answered = new Promise<void>((done) => (resolve = done))
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      bodies.push(body)
      response.statusCode = bodies.length < 3 ? 503 : 200
      response.end()
      if (bodies.length === 3) resolve()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const { db, reconciler } = await open(t, { webhook: `http://127.0.0.1:${port}/alarm` })
  await db
    .updateTable('accounts')
    .set({ posted: '1' })
    .where('account', '=', alice)
    .where('asset', '=', usd)
    .execute()
  await reconciler.lookAtEverything()
  await answered
  assert.equal(new Set(bodies).size, 1)
  const { alarm, differences } = JSON.parse(bodies[0]!) as { alarm: string; differences: string[] }
  assert.equal(alarm, 'books_differ')
  assert.match(differences[0]!, /^account of IDALICE usd posted: 1\.0 instead of /)
})
