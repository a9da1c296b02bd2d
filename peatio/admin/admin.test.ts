import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type {
  AdminMarket,
  AdminMember,
  AdminOrder,
  AdminTrade,
  OperatorAction,
  TradingFee,
} from '../../contract/index.ts'
import { openScene, uidOf, type Scene } from './scene.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())

const ada = 'admin:ada'
const get = async <Body>(path: string, who = ada) => (await scene.call(who, 'GET', path)).body as Body
const post = async <Body>(path: string, body: object, who = ada) => {
  const reply = await scene.call(who, 'POST', path, body)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  return reply.body as Body
}
const errorsOf = async (path: string, body: object, who = ada) => {
  const { status, body: said } = await scene.call(who, 'POST', path, body)
  return [status, ...(said as { errors: string[] }).errors]
}
const place = (name: string, ask: object) =>
  post<AdminOrder>('/market/orders', { market: 'btcusd', ...ask }, `member:${name}`)

test('an operator defines a market, and it trades', async () => {
  const market = await post<AdminMarket>('/admin/markets/new', {
    base_currency: 'eth',
    quote_currency: 'usd',
    price_precision: 2,
    amount_precision: 3,
    min_price: '0.5',
    min_amount: '0.01',
    max_amount: '100',
    min_notional: '5',
    price_band: '0.1',
    position: 7,
    reason: 'Listing committee, minute 12',
  })
  assert.deepEqual(market, {
    id: 'ethusd',
    symbol: 'ethusd',
    name: 'ETH/USD',
    type: 'spot',
    base_unit: 'eth',
    quote_unit: 'usd',
    min_price: '0.5',
    max_price: '0.0',
    min_amount: '0.01',
    amount_precision: 3,
    price_precision: 2,
    state: 'enabled',
    max_amount: '100.0',
    min_notional: '5.0',
    price_band: '0.1',
    engine_id: 1,
    position: 7,
    data: null,
    created_at: '2026-11-22T12:00:00Z',
    updated_at: '2026-11-22T12:00:00Z',
    status: 'open',
  })
  const small = { market: 'ethusd', side: 'sell', volume: '1', price: '4.99' }
  assert.deepEqual(await errorsOf('/market/orders', { ...small, side: 'buy' }, 'member:alice'), [
    422,
    'market.order.notional_too_small',
  ])
  const { body, total } = await scene.call(ada, 'GET', '/admin/markets?ordering=desc&order_by=position')
  assert.deepEqual([(body as AdminMarket[]).map(({ id }) => id), total], [['ethusd', 'btcusd'], '2'])
  assert.deepEqual(await get('/admin/markets/ethusd'), market)
})

test('an update changes what it names, and nothing else', async () => {
  const before = await get<AdminMarket>('/admin/markets/btcusd')
  scene.pass(60_000)
  const hidden = await post<AdminMarket>('/admin/markets/update', {
    id: 'btcusd',
    state: 'hidden',
    max_price: '1000',
  })
  assert.deepEqual(hidden, {
    ...before,
    state: 'hidden',
    max_price: '1000.0',
    created_at: hidden.updated_at,
    updated_at: hidden.updated_at,
  })
  const back = await post<AdminMarket>('/admin/markets/update', {
    symbol: 'btcusd',
    state: 'enabled',
    max_price: 0,
  })
  assert.deepEqual([back.state, back.status, back.max_price], ['enabled', 'open', '0.0'])
})

test('a market halts, calls an auction and opens again, and says why in the journal', async () => {
  await scene.journaled()
  const status = (change: object) =>
    post<AdminMarket>('/admin/markets/status', { id: 'btcusd', reason: 'drill', ...change })
  assert.deepEqual([(await status({ status: 'halted' })).state], ['locked'])
  const order = { market: 'btcusd', side: 'buy', volume: '1', price: '100' }
  const closed = [422, 'market.spot_market.doesnt_exist_or_not_enabled']
  assert.deepEqual(await errorsOf('/market/orders', order, 'member:alice'), closed)
  const auction = await status({ status: 'auction', ends_at: '2026-11-22T13:00:00Z' })
  assert.deepEqual([auction.state, auction.status], ['presale', 'auction'])
  const called = await place('alice', { side: 'buy', volume: '1', price: '101' })
  const other = await place('bob', { side: 'sell', volume: '1', price: '99' })
  assert.deepEqual([called.state, other.state], ['wait', 'wait'])
  assert.equal((await status({ status: 'open' })).state, 'enabled')
  const [trade] = await get<AdminTrade[]>('/admin/trades?market=btcusd')
  assert.deepEqual(
    [trade!.amount, trade!.maker_order_id, trade!.taker_order_id],
    ['1.0', called.id, other.id],
  )
  const records = (await scene.journaled()).filter(({ kind }) => kind === 'set_market_status')
  assert.equal(records.length, 3)
  for (const { key } of records) assert.match(key, /^admin:IDADA:[0-9a-f-]{36}:1$/)
})

test('the register has who did what, from where, why and how it ended', async () => {
  await errorsOf('/admin/markets/update', { id: 'btcusd', min_price: '0.001', reason: 'a try' })
  const [refused] = await get<OperatorAction[]>('/admin/actions?limit=1')
  const { id, ...action } = refused!
  assert.ok(id > 0)
  assert.deepEqual(action, {
    uid: 'IDADA',
    role: 'admin',
    ip: '198.51.100.7',
    action: 'market.update',
    subject: 'btcusd',
    reason: 'a try',
    request: JSON.stringify({ id: 'btcusd', type: 'spot', min_price: '1000000000000000', reason: 'a try' }),
    result: 'refused',
    errors: ['admin.market.invalid_min_price'],
    sequence: null,
    created_at: action.created_at,
  })
  const [done] = await get<OperatorAction[]>('/admin/actions?subject=ethusd')
  assert.deepEqual(
    [done!.result, done!.action, done!.reason],
    ['done', 'market.create', 'Listing committee, minute 12'],
  )
  assert.ok(done!.sequence! > 0)
})

test('fees are set, changed and deleted; the most specific one is paid', async () => {
  const vip = await post<TradingFee>('/admin/trading_fees/new', {
    group: 'VIP-1',
    maker: '0',
    taker: '0.0005',
  })
  assert.deepEqual([vip.group, vip.market_id, vip.maker, vip.taker], ['vip-1', 'any', '0.0', '0.0005'])
  const grouped = await scene.call(ada, 'PUT', `/admin/members/${uidOf('bob')}`, {
    group: 'vip-1',
    reason: 'volume',
  })
  assert.deepEqual([grouped.status, (grouped.body as AdminMember).group], [201, 'vip-1'])
  assert.equal((await get<AdminMember>(`/admin/members/${uidOf('bob')}`)).group, 'vip-1')
  const takerFee = async () => (await place('bob', { side: 'sell', volume: '0.1', price: '500' })).taker_fee
  assert.equal(await takerFee(), '0.0005')
  const changed = await post<TradingFee>('/admin/trading_fees/update', { id: vip.id, taker: '0.0004' })
  assert.deepEqual([changed.id, changed.maker, changed.taker], [vip.id, '0.0', '0.0004'])
  assert.equal(await takerFee(), '0.0004')
  assert.equal((await get<TradingFee[]>('/admin/trading_fees?group=vip-1')).length, 1)
  const deleted = await post<TradingFee>('/admin/trading_fees/delete', { id: vip.id })
  assert.deepEqual(deleted, changed)
  assert.equal(await takerFee(), '0.002')
  assert.deepEqual(await get('/admin/trading_fees?group=vip-1'), [])
})

test("an operator finds and cancels users' orders; their owner reads that they are canceled", async () => {
  const order = await place('alice', { side: 'buy', volume: '0.1', price: '50' })
  const found = await get<AdminOrder[]>(
    '/admin/orders?market=btcusd&state=wait&email=ALICE@example.com&price=50',
  )
  assert.deepEqual(found, [{ ...order, uid: uidOf('alice'), email: 'alice@example.com' }])
  assert.deepEqual(await get('/admin/orders?uid=IDALICE&type=sell&state=wait'), [])
  const canceled = await post<AdminOrder>(`/admin/orders/${order.id}/cancel`, { reason: 'by phone' })
  assert.deepEqual([canceled.id, canceled.state, canceled.uid], [order.id, 'cancel', uidOf('alice')])
  assert.deepEqual(await errorsOf(`/admin/orders/${order.id}/cancel`, {}), [422, 'admin.order.cancel_error'])
  await place('alice', { side: 'buy', volume: '0.1', price: '50' })
  await place('bob', { side: 'buy', volume: '0.1', price: '50' })
  const all = await post<AdminOrder[]>('/admin/orders/cancel', { market: 'btcusd', side: 'buy' })
  assert.deepEqual(all.map(({ uid }) => uid).sort(), [uidOf('alice'), uidOf('bob')])
  assert.deepEqual(await get('/admin/orders?state=wait&type=buy'), [])
})
