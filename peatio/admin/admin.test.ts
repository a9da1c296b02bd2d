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

const refused: [path: string, body: object, ...expected: (number | string)[]][] = [
  ['markets/new', {}, 422, 'admin.market.missing_base_currency', 'admin.market.missing_quote_currency'],
  [
    'markets/new',
    { base_currency: 'doge', quote_currency: 'usd' },
    422,
    'admin.market.currency_doesnt_exist',
  ],
  ['markets/new', { base_currency: 'btc', quote_currency: 'usd' }, 422, 'admin.market.already_exists'],
  ['markets/new', { base_currency: 'btc', quote_currency: 'btc' }, 422, 'admin.market.invalid_definition'],
  [
    'markets/new',
    { base_currency: 'eth', quote_currency: 'btc', price_precision: 8, amount_precision: 8 },
    422,
    'admin.market.invalid_definition',
  ],
  [
    'markets/new',
    { base_currency: 'eth', quote_currency: 'btc', price_band: '1.5' },
    422,
    'admin.market.invalid_definition',
  ],
  [
    'markets/new',
    { base_currency: 'eth', quote_currency: 'btc', min_price: '-1', max_amount: 'x' },
    422,
    'admin.market.invalid_min_price',
    'admin.market.non_decimal_max_amount',
  ],
  ['markets/update', {}, 422, 'admin.market.one_of_id_symbol_fields'],
  ['markets/update', { id: 'btcusd', symbol: 'btcusd' }, 422, 'admin.market.one_of_id_symbol_fields'],
  ['markets/update', { id: 'dogeusd' }, 422, 'admin.market.doesnt_exist'],
  [
    'markets/update',
    { id: 'btcusd', min_price: '10', max_price: '5' },
    422,
    'admin.market.invalid_definition',
  ],
  ['markets/status', { id: 'btcusd' }, 422, 'admin.market.missing_status', 'admin.market.missing_reason'],
  ['markets/status', { id: 'btcusd', status: 'closed', reason: 'x' }, 422, 'admin.market.invalid_status'],
  [
    'markets/status',
    { id: 'btcusd', status: 'auction', ends_at: 1, reason: 'x' },
    422,
    'admin.market.invalid_ends_at',
  ],
  [
    'markets/status',
    { id: 'btcusd', status: 'open', ends_at: '2027-01-01', reason: 'x' },
    422,
    'admin.market.invalid_ends_at',
  ],
  ['trading_fees/new', {}, 422, 'admin.tradingfee.missing_maker', 'admin.tradingfee.missing_taker'],
  [
    'trading_fees/new',
    { maker: '0.6', taker: '-0.1' },
    422,
    'admin.trading_fee.invalid_maker',
    'admin.trading_fee.invalid_taker',
  ],
  [
    'trading_fees/new',
    { maker: '0.0000001', taker: 'x' },
    422,
    'admin.trading_fee.invalid_maker',
    'admin.trading_fee.non_decimal_taker',
  ],
  ['trading_fees/new', { maker: 0, taker: 0 }, 422, 'admin.trading_fee.already_exists'],
  ['trading_fees/new', { maker: 0, taker: 0, group: 'a b' }, 422, 'admin.trading_fee.invalid_group'],
  [
    'trading_fees/new',
    { maker: 0, taker: 0, group: 'vip-9', market_id: 'dogeusd' },
    422,
    'admin.trading_fee.market_doesnt_exist',
  ],
  ['trading_fees/update', {}, 422, 'admin.tradingfee.missing_id'],
  ['trading_fees/update', { id: 99, maker: '0.1' }, 404, 'record.not_found'],
  ['trading_fees/delete', { id: 99 }, 404, 'record.not_found'],
  ['orders/99999/cancel', {}, 404, 'record.not_found'],
  ['orders/x/cancel', {}, 422, 'admin.order.non_integer_id'],
  ['orders/cancel', {}, 422, 'admin.order.missing_market'],
  ['orders/cancel', { market: 'dogeusd' }, 422, 'admin.market.doesnt_exist'],
  ['orders/cancel', { market: 'btcusd', side: 'up' }, 422, 'admin.order.invalid_side'],
]

test('what is wrong is refused with its key, and changes nothing', async () => {
  const hash = async () => (await scene.engine.read({ kind: 'state_hash' })).result
  const before = await hash()
  for (const [path, body, ...expected] of refused)
    assert.deepEqual(await errorsOf(`/admin/${path}`, body), expected, `${path} ${JSON.stringify(body)}`)
  assert.equal(await hash(), before)
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

const doors: [who: string, method: 'GET' | 'POST' | 'PUT', path: string, status: number][] = [
  ['nobody', 'GET', '/admin/markets', 401],
  ['member:alice', 'GET', '/admin/markets', 403],
  ['member:alice', 'POST', '/admin/orders/1/cancel', 403],
  ['member:alice', 'GET', '/admin/actions', 403],
  ['constructor:alice', 'GET', '/admin/markets', 403],
  ['support:tess', 'GET', '/admin/orders', 200],
  ['support:tess', 'POST', '/admin/markets/status', 403],
  ['support:tess', 'POST', '/admin/orders/cancel', 403],
  ['accountant:tess', 'GET', '/admin/trading_fees', 200],
  ['accountant:tess', 'POST', '/admin/trading_fees/new', 403],
  ['technical:tess', 'POST', '/admin/markets/new', 422],
  ['technical:tess', 'PUT', '/admin/members/IDBOB', 403],
  ['reporter:tess', 'GET', '/admin/orders', 403],
]

test('each role may do what the reference lets it, and everyone else nothing', async () => {
  for (const [who, method, path, status] of doors) {
    const reply = await scene.call(who, method, path, method === 'GET' ? undefined : {})
    assert.equal(reply.status, status, `${who} ${method} ${path}`)
    if (status === 403) assert.deepEqual(reply.body, { errors: ['admin.ability.not_permitted'] })
  }
  assert.deepEqual(await get('/admin/abilities', 'member:alice'), {})
  assert.deepEqual(
    await get<{ read: string[] }>('/admin/abilities', 'support:tess').then(({ read }) =>
      read.includes('Order'),
    ),
    true,
  )
})
