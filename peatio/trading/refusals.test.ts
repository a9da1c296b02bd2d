import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MarketCode } from '../../core/units/index.ts'
import { Fault } from '../../core/units/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { unlimited } from './order-rate.ts'
import { openScene, type Scene } from './scene.ts'
import { tradingRoutes } from './trading-routes.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())

const good = { market: 'btcusd', side: 'buy', volume: '0.1', price: '100' }
const key = (word: string) => `market.order.${word}`
const doesntExist = 'market.spot_market.doesnt_exist_or_not_enabled'

/** What is wrong with a good order after this change, and what the wire says of it. */
const wrong: [Record<string, unknown>, string | string[]][] = [
  [{ market: undefined }, key('missing_market')],
  [{ market: 'nonsense' }, doesntExist],
  [{ market: '' }, doesntExist],
  [{ market: 'x'.repeat(1_000) }, doesntExist],
  [{ market: { btcusd: 1 } }, doesntExist],
  [{ market: 'oldusd' }, doesntExist],
  [{ market: '__proto__' }, doesntExist],
  [{ side: undefined }, key('missing_side')],
  [{ side: 'bid' }, key('invalid_side')],
  [{ side: ['buy'] }, key('invalid_side')],
  [{ volume: undefined }, key('missing_volume')],
  [{ volume: 'NaN' }, key('non_decimal_volume')],
  [{ volume: '' }, key('non_decimal_volume')],
  [{ volume: '1e3' }, key('non_decimal_volume')],
  [{ volume: '0x10' }, key('non_decimal_volume')],
  [{ volume: ' 1' }, key('non_decimal_volume')],
  [{ volume: '+1' }, key('non_decimal_volume')],
  [{ volume: '1,5' }, key('non_decimal_volume')],
  [{ volume: '.5' }, key('non_decimal_volume')],
  [{ volume: true }, key('non_decimal_volume')],
  [{ volume: ['1'] }, key('non_decimal_volume')],
  [{ volume: 1e21 }, key('non_decimal_volume')],
  [{ volume: '9'.repeat(40) }, key('non_decimal_volume')],
  [{ volume: '0' }, key('non_positive_volume')],
  [{ volume: '-1' }, key('non_positive_volume')],
  [{ volume: '0.12345' }, key('invalid_volume_or_price')],
  [{ volume: '0.0009' }, key('invalid_volume_or_price')],
  [{ volume: '99999999999999999999' }, key('invalid_volume_or_price')],
  [{ volume: '900000000000' }, key('invalid_volume_or_price')],
  [{ price: undefined }, key('missing_price')],
  [{ price: 'Infinity' }, key('non_decimal_price')],
  [{ price: '-5' }, key('non_positive_price')],
  [{ price: 0 }, key('non_positive_price')],
  [{ price: '100.001' }, key('invalid_volume_or_price')],
  [{ price: '0.99' }, key('invalid_volume_or_price')],
  [{ price: '100000.01' }, key('invalid_volume_or_price')],
  [{ ord_type: 'stop' }, key('invalid_type')],
  [{ ord_type: 'market' }, key('market_order_price')],
  [{ ord_type: 'market', price: undefined }, key('insufficient_market_liquidity')],
  [{ volume: '5000', price: '100' }, 'market.account.insufficient_balance'],
  ...['', ' ', 'not mine', '../etc', '<b>', 'é', '-first', 'x'.repeat(65), {}, ['mine'], true].map(
    (name): [Record<string, unknown>, string] => [{ client_order_id: name }, key('invalid_client_order_id')],
  ),
  [
    { market: undefined, side: undefined, volume: undefined, price: undefined },
    [key('missing_market'), key('missing_side'), key('missing_volume'), key('missing_price')],
  ],
]

test('every wrong order is refused with its documented key and changes nothing', async () => {
  const before = scene.engine.sequence()
  const hash = (await scene.engine.read({ kind: 'state_hash' })).result
  for (const [change, errors] of wrong) {
    const reply = await scene.post('alice', '/market/orders', { ...good, ...change })
    const expected = { status: 422, body: { errors: [errors].flat() } }
    assert.deepEqual(reply, expected, JSON.stringify(change).slice(0, 80))
  }
  assert.equal((await scene.engine.read({ kind: 'state_hash' })).result, hash)
  assert.ok(scene.engine.sequence() > before, 'what the engine refused is in the journal')
  assert.deepEqual((await scene.get('alice', '/market/orders')).body, [])
})

test('undeclared fields are ignored, numbers are read by their shortest notation', async () => {
  const extra = { locked: '0', state: 'done', uid: 'IDBOB', volume: 0.1, price: 100 }
  const reply = await scene.post('alice', '/market/orders', { ...good, ...extra })
  assert.equal(reply.status, 201)
  const { state, origin_volume: volume, price } = reply.body as Record<string, string>
  assert.deepEqual([state, volume, price], ['wait', '0.1', '100.0'])
  assert.deepEqual((await scene.get('bob', '/market/orders')).body, [])
})

const queries: [string, string][] = [
  ['/market/orders?market=nonsense', 'market.market.doesnt_exist'],
  ['/market/orders?market[]=btcusd&market[]=nonsense', 'market.market.doesnt_exist'],
  ['/market/orders?market=', 'market.market.doesnt_exist'],
  ['/market/orders?market_type=margin', 'market.market.invalid_market_type'],
  ['/market/orders?base_unit=usd', 'market.market.doesnt_exist'],
  ['/market/orders?quote_unit=eth', 'market.market.doesnt_exist'],
  ['/market/orders?state=open', key('invalid_state')],
  ['/market/orders?state[]=wait&state[]=x', key('invalid_state')],
  ['/market/orders?limit=ten', key('non_integer_limit')],
  ['/market/orders?limit=1001', key('invalid_limit')],
  ['/market/orders?limit=-1', key('invalid_limit')],
  ['/market/orders?page=x', key('non_integer_page')],
  ['/market/orders?page=0', key('non_positive_page')],
  ['/market/orders?order_by=up', key('invalid_order_by')],
  ['/market/orders?ord_type=stop', key('invalid_ord_type')],
  ['/market/orders?type=bid', key('invalid_type')],
  ['/market/orders?time_from=yesterday', key('non_integer_time_from')],
  ['/market/orders?time_from=', key('empty_time_from')],
  ['/market/orders?time_to=1.5', key('non_integer_time_to')],
  ['/market/orders?time_to=', key('empty_time_to')],
  ['/market/orders/cancel', key('invaild_id_or_uuid')],
  ['/market/orders/0', key('invaild_id_or_uuid')],
  ['/market/orders/12345678901234567890', key('invaild_id_or_uuid')],
  ['/market/orders/not-a-uuid', key('invaild_id_or_uuid')],
  ['/market/trades?market=nonsense', 'market.market.doesnt_exist'],
  ['/market/trades?limit=0', 'market.trade.invalid_limit'],
  ['/market/trades?limit=many', 'market.trade.non_integer_limit'],
  ['/market/trades?type=bid', 'market.trade.invalid_type'],
  ['/market/trades?order_by=up', 'market.trade.invalid_order_by'],
  ['/market/trades?time_from=x', 'market.trade.non_integer_time_from'],
]

test('every wrong query is refused with its documented key', async () => {
  for (const [path, error] of queries) {
    assert.deepEqual(await scene.get('alice', path), { status: 422, body: { errors: [error] } }, path)
  }
})

test('a wrong cancel is refused with its documented key', async () => {
  const refused = async (path: string, body: Record<string, unknown> = {}) =>
    ((await scene.post('alice', path, body)).body as { errors: string[] }).errors
  assert.deepEqual(await refused('/market/orders/x/cancel'), [key('invaild_id_or_uuid')])
  assert.deepEqual(await refused('/market/orders/cancel', { market: 'nonsense' }), [
    'market.market.doesnt_exist',
  ])
  assert.deepEqual(await refused('/market/orders/cancel', { side: 'bid' }), [key('invalid_side')])
})

test('below the level for trading, and without a session, every door is shut', async () => {
  const doors: ['get' | 'post', string][] = [
    ['get', '/market/orders'],
    ['get', '/market/orders/1'],
    ['get', '/market/trades'],
    ['post', '/market/orders/1/cancel'],
    ['post', '/market/orders/cancel'],
  ]
  for (const [verb, path] of doors) {
    const gated = { status: 403, body: { errors: ['market.trade.not_permitted'] } }
    assert.deepEqual(await scene[verb]('guest', path), gated, path)
    const unknown = { status: 401, body: { errors: ['jwt.decode_and_verify'] } }
    assert.deepEqual(await scene[verb]('mallory', path), unknown, path)
  }
  const order = await scene.post('guest', '/market/orders', good)
  assert.deepEqual(order.body, { errors: ['market.trade.not_permitted'] })
})

test('a market that halts takes no orders, and its orders can still be canceled', async () => {
  const market = { market: 'ethusd' }
  const { body } = await scene.post('alice', '/market/orders', { ...good, ...market })
  const { id } = body as { id: number }
  const named = { ...good, ...market, client_order_id: '0d5f3a2e-8c1b-4b7e-9f60-3a1c5e7d9b24' }
  const first = await scene.post('alice', '/market/orders', named)
  const status = { kind: 'set_market_status', market: 'ethusd' as MarketCode, reason: 'test' } as const
  await scene.submit({ ...status, status: 'halted' })
  const refused = await scene.post('alice', '/market/orders', { ...good, ...market })
  assert.deepEqual(refused.body, { errors: [doesntExist] })
  const fresh = { ...named, client_order_id: '0d5f3a2e-8c1b-4b7e-9f60-3a1c5e7d9b25' }
  assert.deepEqual((await scene.post('alice', '/market/orders', fresh)).body, { errors: [doesntExist] })
  // The answer to the first try may have been lost, and whoever asks again must not take his order for refused.
  assert.deepEqual(await scene.post('alice', '/market/orders', named), first)
  const canceled = await scene.post('alice', `/market/orders/${id}/cancel`)
  assert.equal((canceled.body as { state: string }).state, 'cancel')
})

test('an engine that cannot take more says so with 503, and an order too late is never made', async () => {
  const { sql, projector, catalog } = scene
  const busy = createHttp(createLog('test', 'silent'))
  const clock = () => 0
  const verify = () =>
    Promise.resolve({
      uid: 'IDALICE',
      email: '',
      username: null,
      role: 'member',
      level: 3,
      state: 'active',
      referral_id: null,
    })
  const engine = {
    submit: () => Promise.reject(new Fault('engine_overloaded')),
    read: scene.engine.read.bind(scene.engine),
  }
  tradingRoutes(busy, { engine, sql, projector, catalog, verify, clock, orderRate: unlimited })
  const full = await busy.inject({ method: 'POST', url: '/api/v2/peatio/market/orders', payload: good })
  assert.deepEqual([full.statusCode, full.json()], [503, { errors: ['server.service_unavailable'] }])
  await busy.close()

  const late = createHttp(createLog('test', 'silent'))
  tradingRoutes(late, { engine: scene.engine, sql, projector, catalog, verify, clock, orderRate: unlimited })
  const refused = await late.inject({ method: 'POST', url: '/api/v2/peatio/market/orders', payload: good })
  assert.deepEqual([refused.statusCode, refused.json()], [422, { errors: [key('create_error')] }])
  await late.close()
})
