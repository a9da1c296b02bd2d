import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())

const ada = 'admin:ada'
const get = async <Body>(path: string, who = ada) => (await scene.call(who, 'GET', path)).body as Body
const errorsOf = async (path: string, body: object, who = ada) => {
  const { status, body: said } = await scene.call(who, 'POST', path, body)
  return [status, ...(said as { errors: string[] }).errors]
}
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
