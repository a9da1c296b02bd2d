import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Claims, OperationEntity } from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { insertMany } from '../../platform/sql/index.ts'
import type { ProjectionTables } from '../engine/projector/index.ts'
import { accountingRoutes } from './index.ts'
import { bob, fillBooks, openScene, quiet, type Scene } from './scene.ts'

let scene: Scene
let app: FastifyInstance
const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const role = /^Bearer (\w+)$/.exec(authorization ?? '')?.[1]
  const rest = { uid: 'IDSTAFF', email: '', username: null, level: 3, state: 'active', referral_id: null }
  return Promise.resolve(role === undefined ? undefined : { ...rest, role })
}
before(async () => {
  scene = await openScene()
  await fillBooks(scene)
  app = createHttp(quiet)
  accountingRoutes(app, {
    ...scene,
    hasUser: (uid) => Promise.resolve(/^ID(ALICE|BOB)$/.test(uid)),
    verify,
    clock: () => scene.now(),
  })
})
after(async () => {
  await app.close()
  await scene.close()
})

async function get(role: string, path: string) {
  const headers = { authorization: `Bearer ${role}` }
  const answer = await app.inject({ method: 'GET', url: `/api/v2/peatio/admin${path}`, headers })
  return { status: answer.statusCode, text: answer.body, type: answer.headers['content-type'] }
}
const list = async (path: string) => JSON.parse((await get('accountant', path)).text) as OperationEntity[]
const report = '/accounting/trial_balance'

test('only roles that may read the books do, and only those that may see revenue see it', async () => {
  const readers = ['superadmin', 'admin', 'accountant', 'technical', 'compliance', 'support', 'reporter']
  const ofRevenue = ['superadmin', 'admin', 'accountant', 'reporter']
  for (const role of [...readers, 'member', 'trader', 'constructor', '__proto__', 'sa_maker']) {
    for (const path of ['/assets', '/liabilities', '/expenses']) {
      assert.equal((await get(role, path)).status, readers.includes(role) ? 200 : 403, `${role} ${path}`)
    }
    for (const path of ['/revenues', report, '/accounting/balance_sheet', '/accounting/income_statement']) {
      assert.equal((await get(role, path)).status, ofRevenue.includes(role) ? 200 : 403, `${role} ${path}`)
    }
  }
  const { status, text } = await get('member', '/revenues?limit=x')
  assert.deepEqual([status, text], [403, '{"errors":["admin.ability.not_permitted"]}'])
  assert.equal((await app.inject({ url: '/api/v2/peatio/admin/assets' })).statusCode, 401)
})

test('entries come by class, newest first, in the shape of the reference', async () => {
  const [newest] = await list('/liabilities')
  assert.deepEqual(Object.keys(newest!).sort(), [
    'account_kind',
    'category',
    'code',
    'created_at',
    'credit',
    'currency',
    'debit',
    'id',
    'reference_type',
    'rid',
    'uid',
  ])
  assert.deepEqual(
    [newest!.code, newest!.account_kind, newest!.uid, newest!.reference_type],
    [211, 'locked', bob, 'order'],
  )
  const ids = (await list('/liabilities?ordering=asc')).map(({ id }) => id)
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => a - b),
  )
  for (const [path, from] of [
    ['assets', 100],
    ['liabilities', 200],
    ['revenues', 300],
    ['expenses', 400],
  ] as const) {
    const codes = (await list(`/${path}`)).map(({ code }) => code)
    assert.ok(codes.length > 0 && codes.every((code) => code >= from && code < from + 100), path)
  }
})

test('entries are filtered by what they are about, and paged', async () => {
  const about = await list('/liabilities?reference_type=internaltransfer&rid=T1&currency=btc&code=202')
  assert.deepEqual(
    about.map(({ uid, credit, debit }) => [uid, credit, debit]),
    [
      [bob, '1.0', '0.0'],
      ['IDALICE', '0.0', '1.0'],
    ],
  )
  const all = await list('/liabilities?uid=IDBOB')
  assert.ok(all.every(({ uid }) => uid === bob))
  assert.deepEqual(await list('/liabilities?uid=IDBOB&limit=2&page=2'), all.slice(2, 4))
  const { created_at: at } = all[0]!
  assert.ok((await list(`/liabilities?from=${at}&to=${at}`)).length > 0, 'the range is inclusive')
  assert.deepEqual(await list('/assets?from=2030-01-01T00:00:00Z'), [])
})

test('what is wrong is said with its key', async () => {
  for (const [path, key] of [
    ['/assets?limit=0', 'admin.pagination.invalid_limit'],
    ['/assets?from=yesterday', 'admin.filter.range_from_invalid'],
    ['/assets?to=2026-13-01T00:00:00Z', 'admin.filter.range_to_invalid'],
    ['/assets?code=1e2', 'admin.operation.invalid_code'],
    [`${report}?at=-1`, 'admin.accounting.invalid_at'],
    [`${report}?format=xml`, 'admin.accounting.invalid_format'],
    ['/accounting/ledger?currency=btc&code=202', 'admin.accounting.missing_account'],
    ['/accounting/statement', 'admin.user.doesnt_exist'],
    ['/accounting/statement?uid=IDNOBODY', 'admin.user.doesnt_exist'],
    ['/liabilities?uid=IDNOBODY', 'admin.user.doesnt_exist'],
    ['/assets?currency=doge', 'admin.currency.doesnt_exist'],
    [`${report}?currency=doge`, 'admin.currency.doesnt_exist'],
  ] as const) {
    const { status, text } = await get('accountant', path)
    assert.deepEqual([status, text], [422, JSON.stringify({ errors: [key] })], path)
  }
})

test('every report is JSON, and a sheet when asked', async () => {
  for (const path of [
    `${report}?`,
    '/accounting/balance_sheet?',
    '/accounting/income_statement?',
    '/accounting/ledger?account=IDBOB&currency=usd&code=201&',
    '/accounting/statement?uid=IDBOB&',
  ]) {
    const json = await get('reporter', path)
    assert.ok('sequence' in (JSON.parse(json.text) as object), path)
    const csv = await get('reporter', `${path}format=csv`)
    assert.equal(csv.type, 'text/csv; charset=utf-8')
    const lines = csv.text.trimEnd().split('\r\n')
    assert.ok(
      lines.length > 1 && lines.every((line) => line.split(',').length === lines[0]!.split(',').length),
      path,
    )
  }
  assert.match((await get('reporter', '/expenses?format=csv')).text, /^id,code,currency,credit,debit,uid/)
})

test('a sheet of entries is all of them, in their order, whatever the page', async () => {
  const entries = async () => {
    const { text } = await get('accountant', '/liabilities?format=csv&limit=5&page=2')
    const [head, ...lines] = text.trimEnd().split('\r\n')
    return { head: head!, rows: lines.map((line) => line.split(',')[0]!) }
  }
  const db = scene.sql.database<ProjectionTables>('peatio')
  const { rows: known } = await entries()
  const [template] = await db.selectFrom('operations').selectAll().where('code', '=', 201).limit(1).execute()
  const more = Array.from({ length: 1_200 }, (_, index) => ({
    ...template!,
    id: 1_000_000 + index,
    // Seven a moment, as one record may make many.
    made_at: template!.made_at + 10 ** 11 + Math.floor(index / 7),
  }))
  await insertMany(db, 'postgres', { table: 'operations', rows: more }).execute()
  const all = await entries()
  assert.match(all.head, /^id,code,currency,credit,debit,uid/)
  assert.deepEqual(all.rows, [...more.map(({ id }) => String(id)).reverse(), ...known])
})

test('while SQL is behind the books are not there for the moment, and nothing is broken', async (t) => {
  const late = createHttp(quiet)
  t.after(() => late.close())
  const reached = () => Promise.reject(new Fault('projection_late'))
  const hasUser = () => Promise.resolve(true)
  const clock = () => scene.now()
  accountingRoutes(late, { ...scene, projector: { reached }, hasUser, verify, clock })
  for (const path of ['/assets', report]) {
    const headers = { authorization: 'Bearer accountant' }
    const { statusCode, body } = await late.inject({ url: `/api/v2/peatio/admin${path}`, headers })
    assert.deepEqual([statusCode, body], [503, '{"errors":["server.service_unavailable"]}'], path)
  }
})

test('a sheet is whole or is refused: nobody takes a part of a statement for all of it', async () => {
  for (const path of ['/statement?uid=IDBOB', '/ledger?account=IDBOB&currency=usd&code=201']) {
    const sheet = (limit: number) => get('accountant', `/accounting${path}&format=csv&limit=${limit}`)
    const { status, text } = await sheet(2)
    assert.deepEqual([status, text], [422, '{"errors":["admin.accounting.sheet_exceeds_limit"]}'])
    assert.equal((await sheet(100)).status, 200)
    assert.equal((await get('accountant', `/accounting${path}&limit=2`)).status, 200)
  }
})

test('a report of now has everything that was answered, also when the clock was put back since', async (t) => {
  const behind = createHttp(quiet)
  t.after(() => behind.close())
  const hasUser = () => Promise.resolve(true)
  accountingRoutes(behind, { ...scene, hasUser, verify, clock: () => scene.now() - 24 * 3_600_000 })
  for (const path of [report, '/accounting/statement?uid=IDBOB', '/accounting/income_statement']) {
    const headers = { authorization: 'Bearer accountant' }
    const { body } = await behind.inject({ url: `/api/v2/peatio/admin${path}`, headers })
    const told = (text: string) => ({ ...(JSON.parse(text) as object), at: null, to: null })
    assert.deepEqual(told(body), told((await get('accountant', path)).text), path)
  }
})
