import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { BatchAnswer, DeadMan, Order } from '../../contract/index.ts'
import { openScene, type Reply, type Scene } from './scene.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())
beforeEach(async () => {
  for (const who of ['alice', 'bob', 'carol']) await scene.post(who, '/market/orders/cancel')
  // The last price is 100 in every test.
  await trade('0.01', '100')
})

type Ask = Record<string, unknown>
const path = '/market/orders'
const orderOf = ({ status, body }: Reply): Order => {
  assert.equal(status, 201, JSON.stringify(body))
  return body as Order
}
const place = async (who: string, ask: Ask) =>
  orderOf(await scene.post(who, path, { market: 'btcusd', ...ask }))
const trade = async (volume: string, price: string) => {
  await place('bob', { side: 'sell', volume, price })
  return place('carol', { side: 'buy', volume, price })
}
const read = async (who: string, order: Order) => (await scene.get(who, `${path}/${order.id}`)).body as Order
const wait = async (who: string) => (await scene.get(who, `${path}?state=wait`)).body as Order[]

const sell = { side: 'sell', volume: '0.1' }
const buy = { side: 'buy', volume: '0.1' }

/** What a trader asks, and which of its fields the order shows. Everything is 0.1 btc, or worth 10 usd. */
const shown: [what: string, ask: Ask, fields: Partial<Order>][] = [
  ['post-only', { ...buy, price: '90', post_only: true }, { post_only: true, price: '90.0' }],
  [
    'an expiry',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1_900_000_000 },
    {
      time_in_force: 'gtd',
      expires_at: '2030-03-17T17:46:40Z',
    },
  ],
  [
    'an iceberg',
    { ...buy, price: '90', display_volume: '0.01' },
    { display_volume: '0.01', origin_volume: '0.1' },
  ],
  [
    'prevention',
    { ...buy, price: '90', self_trade_prevention: 'cancel_maker' },
    { self_trade_prevention: 'cancel_maker' },
  ],
  ['a name', { ...buy, price: '90', client_order_id: 'grid:7' }, { client_order_id: 'grid:7' }],
  [
    'a stop-limit',
    { ...sell, ord_type: 'stop_limit', price: '94', stop_price: '95' },
    {
      price: '94.0',
      stop_price: '95.0',
      triggered: false,
    },
  ],
  [
    'a stop-market',
    { ...sell, ord_type: 'stop_market', stop_price: '95' },
    {
      price: null,
      stop_price: '95.0',
      triggered: false,
    },
  ],
  [
    'a protected one',
    { ...sell, ord_type: 'stop_market', stop_price: '95', protection_price: '90' },
    {
      price: null,
      protection_price: '90.0',
      triggered: false,
    },
  ],
  [
    'a buy by quote',
    { side: 'buy', ord_type: 'stop_market', stop_price: '105', quote_volume: '10' },
    {
      quote_volume: '10.0',
      origin_volume: '0.0',
      triggered: false,
    },
  ],
  [
    'a trailing stop',
    { ...sell, ord_type: 'trailing_stop', trailing_offset: '3' },
    {
      price: null,
      trailing_offset: '3.0',
      stop_price: '97.0',
      triggered: false,
    },
  ],
]

test('an order shows what is special about it, at once, in lists and in its history; others show nothing', async () => {
  const plain = await place('alice', { ...buy, price: '80' })
  for (const [what, ask, fields] of shown) {
    const order = await place('alice', ask)
    const named = Object.keys(fields) as (keyof Order)[]
    const extra = Object.keys(order).filter((name) => !(name in plain) && name !== 'time_in_force')
    for (const name of named) assert.deepEqual(order[name], fields[name], `${what}: ${name}`)
    assert.deepEqual(
      extra.filter((name) => !(name in { ...ask, ...fields })),
      [],
      what,
    )
    assert.equal(order.state, 'wait', what)
    assert.deepEqual((await wait('alice'))[0], order, what)
    const { trades: _, ...stored } = (await read('alice', order)) as Order & { trades: unknown }
    assert.deepEqual(stored, order, what)
  }
})

test('a stop sleeps until a trade reaches its price, then is an order like any other', async () => {
  const stop = await place('alice', { ...sell, ord_type: 'stop_market', stop_price: '95' })
  await place('carol', { side: 'buy', volume: '0.05', price: '94' })
  await trade('0.01', '96')
  assert.equal((await read('alice', stop)).triggered, false)
  await trade('0.01', '94')
  const woken = await read('alice', stop)
  assert.deepEqual(
    [woken.state, woken.executed_volume, woken.avg_price, woken.cancel_reason],
    ['cancel', '0.05', '94.0', 'unfilled'],
  )
})

test('a market order by quote spends no more than that', async () => {
  await place('bob', { side: 'sell', volume: '1', price: '101' })
  const order = await place('alice', { side: 'buy', ord_type: 'market', quote_volume: '25' })
  assert.deepEqual([order.state, order.executed_volume, order.quote_volume], ['done', '0.2475', '25.0'])
})

const together: [what: string, ask: Ask, ...keys: string[]][] = [
  ['a stop on a limit order', { ...buy, price: '90', stop_price: '95' }, 'redundant_stop_price'],
  ['a trail on a limit order', { ...buy, price: '90', trailing_offset: '5' }, 'redundant_trailing_offset'],
  ['a stop without its price', { ...sell, ord_type: 'stop_limit', price: '94' }, 'missing_stop_price'],
  ['a stop-limit without a limit', { ...sell, ord_type: 'stop_limit', stop_price: '94' }, 'missing_price'],
  [
    'a price of a stop-market',
    { ...sell, ord_type: 'stop_market', stop_price: '94', price: '9' },
    'market_order_price',
  ],
  ['a trail without an offset', { ...sell, ord_type: 'trailing_stop' }, 'missing_trailing_offset'],
  ['both volumes', { ...buy, ord_type: 'market', quote_volume: '10' }, 'redundant_quote_volume'],
  ['no volume', { side: 'buy', ord_type: 'market' }, 'missing_volume'],
  ['a limit order by quote', { ...buy, price: '90', quote_volume: '10' }, 'redundant_quote_volume'],
  [
    'a hidden market order',
    { ...buy, ord_type: 'market', display_volume: '0.01' },
    'redundant_display_volume',
  ],
  ['a post-only market order', { ...buy, ord_type: 'market', post_only: true }, 'redundant_post_only'],
  ['a protected limit order', { ...buy, price: '90', protection_price: '91' }, 'redundant_protection_price'],
  ['gtd for ever', { ...buy, price: '90', time_in_force: 'gtd' }, 'missing_expires_at'],
  ['gtc until', { ...buy, price: '90', expires_at: 1_900_000_000 }, 'redundant_expires_at'],
  [
    'an expiry in the past',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1 },
    'invalid_expires_at',
  ],
  [
    'an expiry of 1e20',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1e20 },
    'non_integer_expires_at',
  ],
  [
    'an expiry beyond time',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1e13 },
    'invalid_expires_at',
  ],
  ['fok for a market order', { ...buy, ord_type: 'market', time_in_force: 'fok' }, 'invalid_combination'],
  ['an unknown force', { ...buy, price: '90', time_in_force: 'day' }, 'invalid_time_in_force'],
  ['post-only ioc', { ...buy, price: '90', time_in_force: 'ioc', post_only: true }, 'invalid_combination'],
  ['all of it visible', { ...buy, price: '90', display_volume: '0.1' }, 'invalid_display_volume'],
  [
    'an unknown prevention',
    { ...buy, price: '90', self_trade_prevention: 'none' },
    'invalid_self_trade_prevention',
  ],
  ['post-only that would take', { ...buy, price: '120', post_only: true }, 'would_take'],
  [
    'a sell stop above the market',
    { ...sell, ord_type: 'stop_market', stop_price: '101' },
    'invalid_stop_price',
  ],
  [
    'a trail below zero',
    { ...sell, ord_type: 'trailing_stop', trailing_offset: '100' },
    'invalid_trailing_offset',
  ],
  [
    'an unprotected stop to buy',
    { ...buy, ord_type: 'stop_market', stop_price: '105' },
    'invalid_combination',
  ],
  [
    'too precise a stop',
    { ...sell, ord_type: 'stop_market', stop_price: '95.001' },
    'invalid_volume_or_price',
  ],
  [
    'too precise a budget',
    { side: 'buy', ord_type: 'market', quote_volume: '0.0000001' },
    'invalid_volume_or_price',
  ],
  [
    'many at once',
    { side: 'buy', ord_type: 'stop_limit', volume: '0', stop_price: 'x', post_only: 7 },
    'non_positive_volume',
    'missing_price',
    'invalid_post_only',
    'non_decimal_stop_price',
  ],
]

test('fields that do not go together are refused by name, and nothing is held', async () => {
  await place('bob', { side: 'sell', volume: '0.1', price: '110' })
  const hash = async () => (await scene.engine.read({ kind: 'state_hash' })).result
  const before = await hash()
  for (const [what, ask, ...keys] of together) {
    const reply = await scene.post('alice', path, { market: 'btcusd', ...ask })
    const errors = keys.map((key) => `market.order.${key}`)
    assert.deepEqual(reply, { status: 422, body: { errors } }, what)
  }
  assert.equal(await hash(), before)
})

test('of two linked orders one is filled, and the other is canceled with it', async () => {
  const ask = { market: 'btcusd', side: 'sell', volume: '0.1', price: '110', stop_price: '95' }
  const reply = await scene.post('alice', `${path}/oco`, {
    ...ask,
    client_order_id: 'up',
    stop_client_order_id: 'down',
  })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  const [limit, stop] = reply.body as [Order, Order]
  assert.deepEqual([limit.ord_type, stop.ord_type], ['limit', 'stop_market'])
  assert.deepEqual([limit.linked_order_id, stop.linked_order_id], [stop.id, limit.id])
  assert.deepEqual(
    await scene.post('alice', `${path}/oco`, { ...ask, client_order_id: 'up' }),
    reply,
    'a retry',
  )
  await place('bob', { side: 'buy', volume: '0.04', price: '110' })
  const [filled, canceled] = [await read('alice', limit), await read('alice', stop)]
  assert.deepEqual([filled.state, filled.executed_volume], ['wait', '0.04'])
  assert.deepEqual([canceled.state, canceled.cancel_reason], ['cancel', 'oco'])
})

const pairs: [what: string, change: Ask, ...keys: string[]][] = [
  [
    'nothing',
    { market: undefined, side: undefined, volume: undefined, price: undefined, stop_price: undefined },
    'missing_market',
    'missing_side',
    'missing_volume',
    'missing_price',
    'missing_stop_price',
  ],
  ['a limit leg that would take', { price: '90', side: 'sell' }, 'would_take'],
  ['both protections', { stop_limit_price: '94', protection_price: '94' }, 'redundant_protection_price'],
  ['one name for two', { client_order_id: 'a', stop_client_order_id: 'a' }, 'invalid_client_order_id'],
  ['a trigger on the wrong side', { stop_price: '120' }, 'invalid_stop_price'],
]

test('a pair with a bad leg is no pair: neither is placed', async () => {
  await place('bob', { side: 'buy', volume: '0.1', price: '96' })
  const sound = { market: 'btcusd', side: 'sell', volume: '0.1', price: '110', stop_price: '95' }
  for (const [what, change, ...keys] of pairs) {
    const reply = await scene.post('alice', `${path}/oco`, { ...sound, ...change })
    const errors = keys.map((key) => `market.order.${key}`)
    assert.deepEqual(reply, { status: 422, body: { errors } }, what)
  }
  assert.deepEqual(await wait('alice'), [])
})

test('every order of a batch is answered in its place, and a bad one harms no other', async () => {
  const orders = [
    { market: 'btcusd', side: 'buy', volume: '0.1', price: '90', client_order_id: 'one' },
    { market: 'btcusd', side: 'up', volume: 'x', price: '90' },
    { market: 'btcusd', side: 'buy', volume: '900', price: '9000' },
    { market: 'btcusd', side: 'sell', volume: '0.1', price: '110' },
  ]
  const { status, body } = await scene.post('alice', `${path}/batch`, { orders })
  assert.equal(status, 201)
  const answers = body as BatchAnswer[]
  assert.deepEqual(
    answers.map((each) => ('body' in each ? each.body.price : each.errors)),
    [
      '90.0',
      ['market.order.invalid_side', 'market.order.non_decimal_volume'],
      ['market.account.insufficient_balance'],
      '110.0',
    ],
  )
  assert.deepEqual(
    answers.map((each) => each.status),
    [201, 422, 422, 201],
  )
  const ids = answers.flatMap((each) => ('body' in each ? [each.body.id] : []))
  assert.deepEqual(
    (await wait('alice')).map(({ id }) => id),
    ids.toReversed(),
  )
  const again = (await scene.post('alice', `${path}/batch`, { orders: orders.slice(0, 1) })).body
  assert.deepEqual(again, answers.slice(0, 1), 'a retry by name gets the same order')
})

test('a batch is a list of one to fifty orders', async () => {
  const refused = async (body: Ask) => (await scene.post('alice', `${path}/batch`, body)).body
  const says = (key: string) => ({ errors: [`market.order.${key}`] })
  assert.deepEqual(await refused({}), says('missing_orders'))
  for (const orders of ['x', 7, {}, [], [1], [[]], [null]])
    assert.deepEqual(await refused({ orders }), says('invalid_orders'))
  assert.deepEqual(await refused({ orders: Array.from({ length: 51 }, () => ({})) }), says('too_many_orders'))
})

test('less of an order keeps its place; another price or more of it goes behind the others', async () => {
  const first = await place('alice', { ...sell, price: '110', client_order_id: 'mine' })
  const second = await place('bob', { ...sell, price: '110' })
  const less = orderOf(await scene.post('alice', `${path}/client/mine/amend`, { volume: '0.06' }))
  assert.deepEqual([less.id, less.origin_volume, less.price], [first.id, '0.06', '110.0'])
  const book = async () => {
    const { result } = await scene.engine.read({
      kind: 'resting_orders',
      market: 'btcusd' as never,
      bidsLimit: 0,
      asksLimit: 9,
    })
    return result.asks.map(({ order }) => order)
  }
  assert.deepEqual(await book(), [first.id, second.id])
  const more = orderOf(await scene.post('alice', `${path}/${first.id}/amend`, { volume: '0.07' }))
  assert.equal(more.origin_volume, '0.07')
  assert.deepEqual(await book(), [second.id, first.id])
  const moved = orderOf(await scene.post('alice', `${path}/${first.uuid}/amend`, { price: '109' }))
  assert.deepEqual([moved.price, moved.uuid], ['109.0', first.uuid])
  assert.deepEqual(await book(), [first.id, second.id])
  const { trades: _, ...stored } = (await read('alice', first)) as Order & { trades: unknown }
  assert.deepEqual(stored, moved)
  const same = orderOf(await scene.post('alice', `${path}/${first.id}/amend`, { price: '109' }))
  assert.deepEqual(same, moved, 'nothing to change changes nothing')
})

test('what cannot be amended says why', async () => {
  const order = await place('alice', { ...sell, price: '110' })
  const stop = await place('alice', { ...sell, ord_type: 'stop_market', stop_price: '95' })
  const amend = async (name: string | number, change: Ask) =>
    scene.post('alice', `${path}/${name}/amend`, change)
  const cases: [string | number, Ask, number, string][] = [
    [order.id, {}, 422, 'market.order.missing_volume_or_price'],
    [order.id, { volume: '0' }, 422, 'market.order.non_positive_volume'],
    [order.id, { volume: '0.00001' }, 422, 'market.order.invalid_volume_or_price'],
    [order.id, { price: '1e3' }, 422, 'market.order.non_decimal_price'],
    [order.id, { volume: '5000' }, 422, 'market.account.insufficient_balance'],
    [stop.id, { volume: '0.05' }, 422, 'market.order.amend_error'],
    [999_999, { volume: '0.05' }, 404, 'record.not_found'],
    ['mine', { volume: '0.05' }, 422, 'market.order.invaild_id_or_uuid'],
    ['client/nobody', { volume: '0.05' }, 404, 'record.not_found'],
  ]
  for (const [name, change, status, key] of cases)
    assert.deepEqual(await amend(name, change), { status, body: { errors: [key] } }, JSON.stringify(change))
  await scene.post('alice', `${path}/${order.id}/cancel`)
  assert.deepEqual((await amend(order.id, { volume: '0.05' })).body, { errors: ['market.order.amend_error'] })
  const strangers = await scene.post('bob', `${path}/${stop.id}/amend`, { volume: '0.05' })
  assert.equal(strangers.status, 404)
})

test("a trader finds, repeats and cancels by his own names, which are nobody else's", async () => {
  const ask = { ...buy, price: '90', client_order_id: 'grid-1' }
  const order = await place('alice', ask)
  assert.deepEqual(await place('alice', ask), order)
  const bobs = await place('bob', ask)
  assert.notEqual(bobs.id, order.id)
  const found = (await scene.get('alice', `${path}/client/grid-1`)).body as Order
  assert.deepEqual([found.id, found.client_order_id], [order.id, 'grid-1'])
  assert.equal((await scene.get('carol', `${path}/client/grid-1`)).status, 404)
  const canceled = orderOf(await scene.post('alice', `${path}/client/grid-1/cancel`))
  assert.deepEqual([canceled.id, canceled.state], [order.id, 'cancel'])
  assert.equal((await read('bob', bobs)).state, 'wait')
  assert.deepEqual(await place('alice', ask), order, 'the first answer, for as long as it is remembered')
})

test("a dead man's switch says when it will go off, within bounds", async () => {
  const set = async (timeout: unknown) => scene.post('alice', `${path}/cancel_after`, { timeout })
  const { status, body } = await set(30)
  assert.equal(status, 201)
  assert.match((body as DeadMan).expires_at!, /^2026-11-22T12:\d\d:30Z$/)
  assert.deepEqual(await set(0), { status: 201, body: { timeout: 0, expires_at: null } })
  for (const [timeout, key] of [
    [undefined, 'missing_timeout'],
    ['soon', 'non_integer_timeout'],
    [1.5, 'non_integer_timeout'],
    [-1, 'invalid_timeout'],
    [86_401, 'invalid_timeout'],
  ])
    assert.deepEqual((await set(timeout)).body, { errors: [`market.order.${key}`] })
})
