import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AdminMarket, AdminMember } from '../../contract/index.ts'
import { openScene, uidOf, type Scene } from './scene.ts'

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

test('every list is a sheet, too: the same page, with text that no spreadsheet runs', async () => {
  const order = { market: 'btcusd', side: 'sell', volume: '0.5', ord_type: 'limit', price: '200' }
  assert.equal((await scene.call('member:alice', 'POST', '/market/orders', order)).status, 201)
  const [head, row, ...more] = (await sheet('orders?format=csv')).split('\r\n')
  assert.match(head!, /^id,uuid,uid,email,market,side,ord_type,price,/)
  assert.match(row!, /^1,[0-9a-f-]{36},IDALICE,alice@example\.com,btcusd,sell,limit,200\.0,/)
  assert.deepEqual(more, [''])
  const bad = { id: 'btcusd', status: 'post_only', reason: '=HYPERLINK("x")' }
  assert.equal((await scene.call(ada, 'POST', '/admin/markets/status', bad)).status, 201)
  assert.ok((await sheet('actions?format=csv&limit=1')).includes(`"'=HYPERLINK(""x"")"`))
  for (const path of ['members', 'markets', 'trading_fees', 'trades', 'books/requests']) {
    assert.match(await sheet(`${path}?format=csv`), /^id,/, path)
  }
  assert.equal((await get('orders?format=pdf')).status, 422)
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
