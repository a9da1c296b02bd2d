import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { AdjustmentEntity, Claims } from '../../../contract/index.ts'
import { createHttp } from '../../../platform/http/index.ts'
import { adminMigrations } from '../../admin/index.ts'
import { adjustmentMigrations, adjustmentRoutes } from '../index.ts'
import { alice, approvedBy, openScene, quiet, usd, whole, type Scene } from '../scene.ts'
import type { AdjustmentTables } from './adjustment-store.ts'

let scene: Scene
let app: FastifyInstance
/** `Bearer <uid>.<role>`. */
const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const [, uid, role] = /^Bearer (\w+)\.(\w+)$/.exec(authorization ?? '') ?? []
  const rest = { email: '', username: null, level: 3, state: 'active', referral_id: null }
  return Promise.resolve(uid && role ? { ...rest, uid, role } : undefined)
}
before(async () => {
  scene = await openScene({ stepMs: 1_000 })
  await scene.sql.migrate('peatio', adjustmentMigrations)
  await scene.sql.migrate('peatio', adminMigrations)
  app = createHttp(quiet)
  const hasUser = (uid: string) => Promise.resolve(['IDALICE', 'IDBOB', 'IDGRACE'].includes(uid))
  adjustmentRoutes(app, { ...scene, hasUser, verify, clock: () => scene.now() })
  await scene.submit({ kind: 'set_adjustment_cap', asset: usd, sum: whole(50), approvedBy })
  const signed = { reason: 'capital', reference: 'C1', approvedBy }
  await scene.submit({
    kind: 'fund_house',
    source: 'custody',
    asset: usd,
    sum: whole(80),
    category: 'investment',
    ...signed,
  })
})
after(async () => {
  await app.close()
  await scene.close()
})

const [ada, grace] = ['IDADA.accountant', 'IDGRACE.admin']
async function post(who: string, path: string, body: object) {
  const headers = { authorization: `Bearer ${who}` }
  const url = `/api/v2/peatio/admin/adjustments/${path}`
  const answer = await app.inject({ method: 'POST', url, headers, payload: body })
  return { status: answer.statusCode, body: answer.json<AdjustmentEntity & { errors?: string[] }>() }
}
const gift = {
  reason: 'outage',
  description: 'two hours without trading',
  category: 'compensation',
  amount: '30',
  currency_id: 'usd',
  asset_account_code: 101,
  receiving_account_code: 201,
  receiving_member_uid: 'IDALICE',
}
const create = async (more: object = {}) => (await post(ada, 'new', { ...gift, ...more })).body.id
const decide = async (who: string, id: number, action: 'accept' | 'reject') =>
  post(who, 'action', { id, action })
const alices = async () => {
  const { result } = await scene.engine.read({ kind: 'balances', account: alice })
  return Number((result.find(({ asset }) => asset === usd)?.posted ?? 0n) / 10n ** 18n)
}

test('a correction is asked for by one, accepted by another, booked once, and told with its entries', async () => {
  const id = await create()
  assert.equal(await alices(), 0, 'nothing moves when it is asked for')
  const self = await decide(ada, id, 'accept')
  assert.deepEqual([self.status, self.body.errors], [422, ['admin.adjustment.too_few_approvers']])
  const done = await decide(grace, id, 'accept')
  assert.equal(done.status, 201)
  assert.equal(await alices(), 30)
  const { state, creator_uid: creator, validator_uid: validator, liability, expense } = done.body
  assert.deepEqual([state, creator, validator], ['accepted', 'IDADA', 'IDGRACE'])
  assert.deepEqual(
    [liability?.code, liability?.credit, expense?.code, expense?.credit],
    [201, '30.0', 401, '30.0'],
  )
  for (const action of ['accept', 'reject'] as const) {
    const again = await decide(grace, id, action)
    assert.deepEqual(again.body.errors, [`admin.adjustment.cannot_perform_${action}_action`])
  }
  assert.equal(await alices(), 30)
})

test('one that the engine refused may be accepted later, when it can be', async () => {
  const id = await create({ amount: '51' })
  assert.deepEqual((await decide(grace, id, 'accept')).body.errors, ['admin.adjustment.cap_exceeded'])
  await scene.submit({ kind: 'set_adjustment_cap', asset: usd, sum: whole(60), approvedBy })
  assert.deepEqual((await decide(grace, id, 'accept')).body.errors, [
    'admin.adjustment.house_funds_insufficient',
  ])
  const back = await create({ amount: '-5', category: 'balance_anomaly' })
  assert.equal((await decide(grace, back, 'accept')).status, 201)
  assert.equal((await decide(grace, id, 'accept')).status, 201)
  assert.equal(await alices(), 76)
  const deep = await create({ amount: '-60', receiving_member_uid: 'IDGRACE' })
  assert.deepEqual((await decide('IDALAN.admin', deep, 'accept')).body.errors, [
    'admin.adjustment.user_insufficient_balance',
  ])
})

test('what was accepted, and not written down because of a kill, is booked once all the same', async () => {
  const db = scene.sql.database<AdjustmentTables>('peatio')
  const before = await alices()
  const id = await create({ amount: '1' })
  const forget = () =>
    db
      .updateTable('adjustments')
      .set({ state: 'pending', in_doubt: 1, sequence: null, booked_at: null })
      .where('id', '=', id)
      .execute()
  await decide(grace, id, 'accept')
  await forget()
  assert.deepEqual((await decide(grace, id, 'reject')).body.errors, [
    'admin.adjustment.cannot_perform_reject_action',
  ])
  await forget()
  const { state, validator_uid: validator } = (await decide('IDALAN.admin', id, 'accept')).body
  assert.deepEqual([state, validator], ['accepted', 'IDGRACE'], 'as the journal has it')
  assert.equal(await alices(), before + 1)
})

test('one in doubt that the engine never saw can be rejected, and is never booked afterwards', async () => {
  const db = scene.sql.database<AdjustmentTables>('peatio')
  const before = await alices()
  const id = await create({ amount: '1' })
  await db
    .updateTable('adjustments')
    .set({ in_doubt: 1, validator_uid: 'IDGRACE' })
    .where('id', '=', id)
    .execute()
  assert.equal((await decide(grace, id, 'reject')).body.state, 'rejected')
  assert.deepEqual((await decide(grace, id, 'accept')).body.errors, [
    'admin.adjustment.cannot_perform_accept_action',
  ])
  assert.equal(await alices(), before)
})

test('the register has who asked, who decided and who was refused, and why', async () => {
  const register = scene.sql.database<{ operator_actions: Record<string, unknown> }>('peatio')
  const before = await register.selectFrom('operator_actions').select('id').execute()
  const id = await create({ amount: '1', reason: 'minute 12' })
  await decide(ada, id, 'accept')
  await decide(grace, id, 'accept')
  await decide(grace, id, 'reject')
  const rows = await register.selectFrom('operator_actions').selectAll().orderBy('id').execute()
  const told = rows
    .slice(before.length)
    .map(({ uid, action, subject, reason, result, errors }) =>
      [uid, action, subject, reason, result, errors].join(' '),
    )
  assert.deepEqual(told, [
    'IDADA adjustment.request usd IDALICE minute 12 done []',
    `IDADA adjustment.accept adjustment ${id}  refused ["admin.adjustment.too_few_approvers"]`,
    `IDGRACE adjustment.accept adjustment ${id}  done []`,
    `IDGRACE adjustment.reject adjustment ${id}  refused ["admin.adjustment.cannot_perform_reject_action"]`,
  ])
})

test('own funds and costs are corrections too', async () => {
  const house = { receiving_member_uid: undefined }
  const capital = await create({
    ...house,
    category: 'investment',
    amount: '10',
    receiving_account_code: 301,
  })
  assert.equal((await decide(grace, capital, 'accept')).body.revenue?.credit, '10.0')
  const cost = await create({ ...house, category: 'bank_fees', amount: '-2', receiving_account_code: 401 })
  const { asset, expense } = (await decide(grace, cost, 'accept')).body
  assert.deepEqual([asset?.debit, expense?.credit], ['2.0', '2.0'])
})

test('two who accept at once book it once', async () => {
  const before = await alices()
  const id = await create({ amount: '1' })
  const answers = await Promise.all([decide(grace, id, 'accept'), decide('IDALAN.admin', id, 'accept')])
  assert.ok(answers.some(({ status }) => status === 201))
  assert.equal(await alices(), before + 1)
})

test('what is wrong is said with its key, and only operators who may ask are heard', async () => {
  for (const [more, key] of [
    [{ amount: '1e3' }, 'non_decimal_amount'],
    [{ amount: '0' }, 'non_decimal_amount'],
    [{ category: 'gift' }, 'invalid_category'],
    [{ category: 'bank_fees' }, 'invalid_category'],
    [{ currency_id: 'doge' }, 'currency_doesnt_exist'],
    [{ asset_account_code: 102 }, 'invalid_asset_account_code'],
    [{ receiving_account_code: 211 }, 'invalid_receiving_account_code'],
    [{ receiving_member_uid: undefined }, 'missing_receiving_member_uid'],
    [{ receiving_account_code: 401, category: 'bank_fees' }, 'redundant_receiving_member_uid'],
    [{ reason: ' ' }, 'empty_reason'],
  ] as const) {
    const { status, body } = await post(ada, 'new', { ...gift, ...more })
    assert.deepEqual([status, body.errors], [422, [`admin.adjustment.${key}`]])
  }
  const stranger = await post(ada, 'new', { ...gift, receiving_member_uid: 'IDNOBODY' })
  assert.deepEqual(stranger.body.errors, ['admin.user.doesnt_exist'])
  for (const role of ['member', 'support', 'technical', 'reporter']) {
    assert.equal((await post(`IDX.${role}`, 'new', gift)).status, 403, role)
    assert.equal((await post(`IDX.${role}`, 'action', { id: 1, action: 'accept' })).status, 403, role)
  }
  assert.equal((await decide(grace, 99_999, 'accept')).status, 404)
})

test('all corrections are a sheet, by the same filters, whatever the page, and no cell of it is run', async () => {
  const get = async (query: string) => {
    const headers = { authorization: `Bearer ${ada}` }
    const reply = await app.inject({ url: `/api/v2/peatio/admin/adjustments?${query}`, headers })
    return { type: reply.headers['content-type'], text: reply.body }
  }
  const id = await create({ reason: '=1+1', description: 'a, "b"', amount: '-2' })
  const db = scene.sql.database<AdjustmentTables>('peatio')
  const { id: _, ...template } = await db
    .selectFrom('adjustments')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = Array.from({ length: 1_500 }, (_, index) => ({
    ...template,
    reason: `r${index}`,
    category: 'minor' as const,
  }))
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('adjustments')
      .values(rows.slice(from, from + 500))
      .execute()
  const { type, text } = await get('format=csv&limit=2&page=3&category=minor&ordering=asc')
  assert.equal(type, 'text/csv; charset=utf-8')
  const [head, ...lines] = text.trimEnd().split('\r\n')
  assert.match(head!, /^id,reason,description,category,amount,currency,state,/)
  assert.deepEqual(
    lines.map((line) => line.split(',')[1]),
    rows.map(({ reason }) => reason),
  )
  const { text: others } = await get('format=csv&category=compensation&state=pending')
  const line = `${id},"'=1+1","a, ""b""",compensation,-2.0,usd,pending,IDADA,`
  assert.ok(others.split('\r\n').some((each) => each.startsWith(line)))
  assert.doesNotMatch(others, /minor/)
  assert.match((await get('format=pdf')).text, /admin\.filter\.invalid_format/)
})
