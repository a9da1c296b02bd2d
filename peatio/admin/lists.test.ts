import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { AdminMarket, AdminMember } from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'
import { insertMany } from '../../platform/sql/index.ts'
import type { ProjectionTables } from '../engine/projector/index.ts'
import { openScene, uidOf, type Scene } from './scene.ts'
import { sheeted } from './sheeted.ts'

type Asked = { format: 'json' | 'csv'; limit: number; page: number }

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())

const ada = 'admin:ada'
const get = (path: string, who = ada) => scene.call(who, 'GET', `/admin/${path}`)
const members = async (query: string) => {
  const { body, total } = await get(`members?${query}`)
  return { body: body as AdminMember[], total }
}
const sheet = async (path: string) => (await get(path)).body as string

test('users are listed a page at a time, by role, state and uid, with their fee group', async () => {
  await scene.call(ada, 'PUT', `/admin/members/${uidOf('bob')}`, { group: 'vip-1' })
  const newest = await members('limit=2')
  assert.equal(newest.total, '4')
  assert.deepEqual(
    newest.body.map(({ uid, group }) => [uid, group]),
    [
      [uidOf('bob'), 'vip-1'],
      [uidOf('alice'), 'any'],
    ],
  )
  const next = await members('limit=2&page=2&ordering=asc')
  assert.deepEqual(
    next.body.map(({ uid }) => uid),
    [uidOf('alice'), uidOf('bob')],
  )
  assert.deepEqual((await members('state=banned')).body, [])
  assert.equal((await members(`uid=${uidOf('tess')}`)).body.length, 1)
  assert.equal((await get('members?state=asleep')).status, 422)
  assert.equal((await get('members', 'support:bob')).status, 200)
  assert.equal((await get('members', 'reporter:bob')).status, 403)
})

test('every list is a sheet, too, with text that no spreadsheet runs', async () => {
  const order = { market: 'btcusd', side: 'sell', volume: '0.5', ord_type: 'limit', price: '200' }
  assert.equal((await scene.call('member:alice', 'POST', '/market/orders', order)).status, 201)
  const [head, row, ...more] = (await sheet('orders?format=csv')).split('\r\n')
  assert.match(head!, /^id,uuid,uid,email,market,side,ord_type,price,/)
  assert.match(row!, /^1,[0-9a-f-]{36},IDALICE,alice@example\.com,btcusd,sell,limit,200\.0,/)
  assert.deepEqual(more, [''])
  const bad = { id: 'btcusd', status: 'post_only', reason: '=HYPERLINK("x")' }
  assert.equal((await scene.call(ada, 'POST', '/admin/markets/status', bad)).status, 201)
  assert.ok((await sheet('actions?format=csv')).includes(`"'=HYPERLINK(""x"")"`))
  for (const path of ['members', 'markets', 'trading_fees', 'trades', 'books/requests']) {
    assert.match(await sheet(`${path}?format=csv`), /^id,/, path)
  }
  assert.equal((await get('orders?format=pdf')).status, 422)
})

test('users are listed by fee group, whatever page they stand on, and a group that nobody is in is empty', async () => {
  await scene.call(ada, 'PUT', `/admin/members/${uidOf('alice')}`, { group: 'vip-2' })
  await scene.call(ada, 'PUT', `/admin/members/${uidOf('bob')}`, { group: 'vip-2' })
  const page = async (query: string) => {
    const { body, total } = await members(query)
    return [total, ...body.map(({ uid, group }) => `${uid} ${group}`)]
  }
  const [alice, bob] = [`${uidOf('alice')} vip-2`, `${uidOf('bob')} vip-2`]
  assert.deepEqual(await page('group=vip-2'), ['2', bob, alice])
  assert.deepEqual(await page('group=VIP-2&ordering=asc'), ['2', alice, bob])
  assert.deepEqual(await page('group=vip-2&limit=1&page=2'), ['2', alice])
  assert.deepEqual(await page(`group=vip-2&uid=${uidOf('ada')}`), ['0'])
  assert.deepEqual(await page('group=any&ordering=asc'), ['2', `${uidOf('ada')} any`, `${uidOf('tess')} any`])
  assert.deepEqual(await page('group=vip-9'), ['0'])
  for (const group of ['', 'a b', 'x'.repeat(33)]) {
    const { status, body } = await get(`members?group=${encodeURIComponent(group)}`)
    assert.deepEqual([status, body], [422, { errors: ['admin.member.invalid_group'] }], group)
  }
})

test('a sheet is the whole list in its order, each row once, whatever page is asked for', async () => {
  const lines = async (path: string) => {
    const [head, ...rows] = (await sheet(path)).trimEnd().split('\r\n')
    return { head: head!, rows }
  }
  for (let joined = 0; joined < 2_500; joined++) scene.join(`u${joined}`)
  await scene.call(ada, 'PUT', `/admin/members/${uidOf('u1700')}`, { group: 'vip-3' })
  const users = await lines('members?format=csv&limit=3&page=2')
  assert.match(users.head, /^id,uid,email,group,/)
  const uids = users.rows.map((row) => row.split(',')[1])
  const all = ['ada', 'tess', 'alice', 'bob', ...Array.from({ length: 2_500 }, (_, index) => `u${index}`)]
  assert.deepEqual(uids, all.map(uidOf).reverse())
  // Of its parts the first and the last are without anybody of the group.
  const { rows: few } = await lines('members?format=csv&group=vip-3&ordering=asc')
  assert.deepEqual(
    few.map((row) => row.split(',').slice(1, 4)),
    [[uidOf('u1700'), 'u1700@example.com', 'vip-3']],
  )
  assert.deepEqual((await members('group=vip-3')).total, '1')

  const template = await scene.sql
    .database<ProjectionTables>('peatio')
    .selectFrom('orders')
    .selectAll()
    .executeTakeFirstOrThrow()
  const made = Array.from({ length: 2_100 }, (_, index) => ({
    ...template,
    id: 1_000 + index,
    uuid: randomUUID(),
    // Only a few different times, so that parts end among equal ones.
    updated_at: template.updated_at + 1_000 * (index % 3),
  }))
  const db = scene.sql.database<ProjectionTables>('peatio')
  await insertMany(db, 'postgres', { table: 'orders', rows: made }).execute()
  for (const ordering of ['asc', 'desc'] as const) {
    const expected = made
      .toSorted((a, b) => a.updated_at - b.updated_at || a.id - b.id)
      .map(({ id }) => String(id))
    if (ordering === 'desc') expected.reverse()
    const { rows } = await lines(
      `orders?format=csv&uid=${uidOf('alice')}&order_by=updated_at&ordering=${ordering}`,
    )
    const ids = rows.map((row) => row.split(',')[0]!).filter((id) => Number(id) >= 1_000)
    assert.deepEqual(ids, expected, ordering)
  }
  assert.deepEqual((await lines('orders?format=csv&state=done')).rows, [], 'a head stands alone')
})

test('a sheet whose list fails on the way is broken off, and never looks whole', async () => {
  const list = sheeted<Asked, unknown>(['id'], (_, after) => {
    if (after) throw new Fault('sql_busy')
    return { body: [{ id: 1 }], last: { value: 1, id: 1 } }
  })
  const reply = await list({ params: { format: 'csv', limit: 5, page: 1 } } as never)
  const heard: string[] = []
  await assert.rejects(
    async () => {
      for await (const text of (reply as { body: AsyncIterable<string> }).body) heard.push(text)
    },
    { code: 'sql_busy' },
  )
  assert.deepEqual(heard, ['id\r\n', '1\r\n'])
})

test('a market tells when its auction ends, as long as it runs', async () => {
  const status = (values: object) =>
    scene.call(ada, 'POST', '/admin/markets/status', { id: 'btcusd', reason: 'an opening', ...values })
  const market = async () => (await get('markets/btcusd')).body as AdminMarket
  assert.equal('ends_at' in (await market()), false)
  await status({ status: 'auction', ends_at: '2026-11-22T13:00:00Z' })
  assert.equal((await market()).ends_at, '2026-11-22T13:00:00Z')
  await scene.call(ada, 'POST', '/admin/markets/update', {
    id: 'btcusd',
    min_amount: '0.01',
    reason: 'less dust',
  })
  assert.equal((await market()).ends_at, '2026-11-22T13:00:00Z', 'another limit is no other auction')
  const { result } = await scene.engine.read({ kind: 'definitions' })
  assert.equal(result.markets[0]!.endsAt, Date.UTC(2026, 10, 22, 13), 'as a restart reads it')
  await status({ status: 'open' })
  assert.equal('ends_at' in (await market()), false)
})
